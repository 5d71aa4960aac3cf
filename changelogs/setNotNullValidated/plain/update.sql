-- setNotNullValidated customer (email), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. add check customer_email_online_not_null, not valid
--    locks customer: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE customer ADD CONSTRAINT customer_email_online_not_null CHECK (email IS NOT NULL) NOT VALID;
COMMIT;
-- 2. validate the check
--    locks customer: SHARE UPDATE EXCLUSIVE, table scan
ALTER TABLE customer VALIDATE CONSTRAINT customer_email_online_not_null;
-- 3. set NOT NULL, which the check proves
--    locks customer: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE customer ALTER COLUMN email SET NOT NULL;
COMMIT;
-- 4. drop check customer_email_online_not_null
--    locks customer: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE customer DROP CONSTRAINT customer_email_online_not_null;
COMMIT;
RESET statement_timeout;
RESET lock_timeout;
