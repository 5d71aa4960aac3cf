-- addColumnOnline customer (number), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. add column number
--    locks customer: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE customer ADD COLUMN number BIGINT;
COMMIT;
-- 2. set the default of number for new rows
--    locks customer_number_seq: ACCESS SHARE, catalog only; customer: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE customer ALTER COLUMN number SET DEFAULT nextval('customer_number_seq');
COMMIT;
-- 3. fill column number
--    in batches of 50 rows, each its own transaction: not inside BEGIN, not with psql -1
DO $online$
DECLARE part pg_catalog.regclass; place pg_catalog.tid; places pg_catalog.tid[] := '{}'; pass int := 0;
  rows_left boolean;
BEGIN
  LOOP
    IF pg_catalog.row_security_active(pg_catalog.to_regclass('customer')) THEN
      RAISE EXCEPTION 'row security hides rows of % from %', pg_catalog.to_regclass('customer'), current_user;
    END IF;
    EXECUTE 'SELECT EXISTS (SELECT FROM customer WHERE (number IS NULL))' INTO rows_left;
    EXIT WHEN NOT rows_left;
    pass := pass OPERATOR(pg_catalog.+) 1;
    IF pass OPERATOR(pg_catalog.>) 5 THEN
      RAISE EXCEPTION 'rows still match after 5 passes: something goes on writing them, or the values do not make the condition false';
    END IF;
    FOR part IN WITH RECURSIVE parts (oid) AS (SELECT pg_catalog.to_regclass('customer')::pg_catalog.oid UNION ALL SELECT h.inhrelid FROM pg_catalog.pg_inherits h JOIN parts ON h.inhparent OPERATOR(pg_catalog.=) parts.oid) SELECT parts.oid::pg_catalog.regclass FROM parts JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) parts.oid WHERE c.relkind OPERATOR(pg_catalog.=) 'r' ORDER BY 1 LOOP
      IF pg_catalog.row_security_active(part) THEN
        RAISE EXCEPTION 'row security hides rows of % from %', part, current_user;
      END IF;
      FOR place IN EXECUTE pg_catalog.format('SELECT ctid FROM ONLY %s AS customer WHERE (number IS NULL)', part) LOOP
        places := pg_catalog.array_append(places, place);
        IF pg_catalog.cardinality(places) OPERATOR(pg_catalog.>=) 50 THEN
          EXECUTE pg_catalog.format('UPDATE ONLY %s AS customer SET number = DEFAULT WHERE ctid OPERATOR(pg_catalog.=) ANY ($1) AND (number IS NULL)', part) USING places;
          COMMIT;
          places := '{}';
        END IF;
      END LOOP;
      EXECUTE pg_catalog.format('UPDATE ONLY %s AS customer SET number = DEFAULT WHERE ctid OPERATOR(pg_catalog.=) ANY ($1) AND (number IS NULL)', part) USING places;
      COMMIT;
      places := '{}';
    END LOOP;
  END LOOP;
END $online$;
-- 4. add check customer_number_online_not_null, not valid
--    locks customer: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE customer ADD CONSTRAINT customer_number_online_not_null CHECK (number IS NOT NULL) NOT VALID;
COMMIT;
-- 5. validate the check
--    locks customer: SHARE UPDATE EXCLUSIVE, table scan
ALTER TABLE customer VALIDATE CONSTRAINT customer_number_online_not_null;
-- 6. set NOT NULL, which the check proves
--    locks customer: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE customer ALTER COLUMN number SET NOT NULL;
COMMIT;
-- 7. drop check customer_number_online_not_null
--    locks customer: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE customer DROP CONSTRAINT customer_number_online_not_null;
COMMIT;
RESET statement_timeout;
RESET lock_timeout;
