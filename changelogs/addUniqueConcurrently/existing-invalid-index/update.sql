-- addUniqueConcurrently customer (email), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. build index customer_email_unique
--    locks customer: SHARE UPDATE EXCLUSIVE, index build
CREATE UNIQUE INDEX CONCURRENTLY customer_email_unique ON customer (email);
-- 2. add constraint customer_email_unique
--    locks customer: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE customer ADD CONSTRAINT customer_email_unique UNIQUE USING INDEX customer_email_unique;
COMMIT;
RESET statement_timeout;
RESET lock_timeout;
