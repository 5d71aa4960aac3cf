-- setNotNullValidated customer (email), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. look for rows where email is NULL
DO $online$
DECLARE samples text; found bigint;
BEGIN
  SELECT string_agg(f.sample, '; '), max(f.total) INTO samples, found FROM (
    SELECT coalesce((SELECT string_agg(a.attname || '=' || (to_jsonb(t) ->> a.attname), ', ' ORDER BY a.attnum) FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) WHERE i.indrelid = t.tableoid AND i.indisprimary), 'ctid=' || t.ctid) AS sample, (SELECT count(*) FROM customer WHERE email IS NULL) AS total FROM customer AS t WHERE email IS NULL LIMIT 10
  ) AS f;
  IF found > 0 THEN
    RAISE EXCEPTION USING MESSAGE = replace('setNotNullValidated customer (email): %d rows have NULL in email', '%d', found::text) || ': ' || samples,
      HINT = 'give them a value, with backfillInBatches or defaultNullValue; this finds them: SELECT * FROM customer WHERE email IS NULL';
  END IF;
END $online$;
-- 2. add check customer_email_online_not_null, not valid
--    locks customer: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE customer ADD CONSTRAINT customer_email_online_not_null CHECK (email IS NOT NULL) NOT VALID;
COMMIT;
-- 3. validate the check
--    locks customer: SHARE UPDATE EXCLUSIVE, table scan
ALTER TABLE customer VALIDATE CONSTRAINT customer_email_online_not_null;
-- 4. set NOT NULL, which the check proves
--    locks customer: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE customer ALTER COLUMN email SET NOT NULL;
COMMIT;
-- 5. drop check customer_email_online_not_null
--    locks customer: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE customer DROP CONSTRAINT customer_email_online_not_null;
COMMIT;
RESET statement_timeout;
RESET lock_timeout;
