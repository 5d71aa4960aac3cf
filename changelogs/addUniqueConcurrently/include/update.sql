-- addUniqueConcurrently customer (email), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. look for duplicates
DO $online$
DECLARE samples text; found bigint;
BEGIN
  SELECT string_agg(f.sample, '; '), max(f.total) INTO samples, found FROM (
    SELECT 'email=' || coalesce(email::text, 'NULL') || ' (' || count(*) || ' rows)' AS sample, count(*) OVER () AS total FROM customer WHERE email IS NOT NULL GROUP BY email HAVING count(*) > 1 ORDER BY count(*) DESC, 1 LIMIT 10
  ) AS f;
  IF found > 0 THEN
    RAISE EXCEPTION USING MESSAGE = replace('addUniqueConcurrently customer (email): %d values of (email) stand in more than one row', '%d', found::text) || ': ' || samples,
      HINT = 'make them unique; this finds them: SELECT email, count(*) FROM customer WHERE email IS NOT NULL GROUP BY email HAVING count(*) > 1';
  END IF;
END $online$;
-- 2. build index customer_email_unique
--    locks customer: SHARE UPDATE EXCLUSIVE, index build
CREATE UNIQUE INDEX CONCURRENTLY customer_email_unique ON customer (email) INCLUDE (name, id);
-- 3. add constraint customer_email_unique
--    locks customer: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE customer ADD CONSTRAINT customer_email_unique UNIQUE USING INDEX customer_email_unique;
COMMIT;
RESET statement_timeout;
RESET lock_timeout;
