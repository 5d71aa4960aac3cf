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
-- 2. add check customer_discount_check, not valid
--    locks customer: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE customer ADD CONSTRAINT customer_discount_check CHECK (discount BETWEEN 0 AND 100) NOT VALID;
COMMIT;
-- 3. validate constraint customer_discount_check
--    locks customer: SHARE UPDATE EXCLUSIVE, table scan
ALTER TABLE customer VALIDATE CONSTRAINT customer_discount_check;
RESET statement_timeout;
RESET lock_timeout;
