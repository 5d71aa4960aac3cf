-- addColumnOnline customer (discount), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. add column discount with its default
--    locks customer: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE customer ADD COLUMN discount numeric(5, 2) DEFAULT 0 NOT NULL;
COMMIT;
-- 2. look for rows that violate the check
DO $online$
DECLARE samples text; found bigint;
BEGIN
  SELECT string_agg(f.sample, '; '), max(f.total) INTO samples, found FROM (
    SELECT coalesce((SELECT string_agg(a.attname || '=' || (to_jsonb(t) ->> a.attname), ', ' ORDER BY a.attnum) FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) WHERE i.indrelid = t.tableoid AND i.indisprimary), 'ctid=' || t.ctid) AS sample, (SELECT count(*) FROM customer WHERE NOT (discount BETWEEN 0 AND 100)) AS total FROM customer AS t WHERE NOT (discount BETWEEN 0 AND 100) LIMIT 10
  ) AS f;
  IF found > 0 THEN
    RAISE EXCEPTION USING MESSAGE = replace('addColumnOnline customer (discount): %d rows violate discount BETWEEN 0 AND 100', '%d', found::text) || ': ' || samples,
      HINT = 'correct them; this finds them: SELECT * FROM customer WHERE NOT (discount BETWEEN 0 AND 100)';
  END IF;
END $online$;
-- 3. add check customer_discount_check, not valid
--    locks customer: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE customer ADD CONSTRAINT customer_discount_check CHECK (discount BETWEEN 0 AND 100) NOT VALID;
COMMIT;
-- 4. validate constraint customer_discount_check
--    locks customer: SHARE UPDATE EXCLUSIVE, table scan
ALTER TABLE customer VALIDATE CONSTRAINT customer_discount_check;
RESET statement_timeout;
RESET lock_timeout;
