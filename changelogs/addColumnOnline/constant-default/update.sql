-- addColumnOnline customer (status), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. add column status with its default
--    locks customer: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE customer ADD COLUMN status VARCHAR(20) DEFAULT 'new' NOT NULL;
COMMIT;
RESET statement_timeout;
RESET lock_timeout;
