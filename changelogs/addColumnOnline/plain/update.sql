-- addColumnOnline customer (phone), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. add column phone
--    locks customer: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE customer ADD COLUMN phone VARCHAR(40);
COMMIT;
-- 2. comment on column phone
--    locks customer: SHARE UPDATE EXCLUSIVE, catalog only
COMMENT ON COLUMN customer.phone IS 'As the customer wrote it';
RESET statement_timeout;
RESET lock_timeout;
