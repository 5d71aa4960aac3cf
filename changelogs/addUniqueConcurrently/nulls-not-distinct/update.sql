-- addUniqueConcurrently room (number), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. build index room_number_key
--    locks room: SHARE UPDATE EXCLUSIVE, index build
CREATE UNIQUE INDEX CONCURRENTLY room_number_key ON room (number) NULLS NOT DISTINCT;
-- 2. add constraint room_number_key
--    locks room: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE room ADD CONSTRAINT room_number_key UNIQUE USING INDEX room_number_key;
COMMIT;
RESET statement_timeout;
RESET lock_timeout;
