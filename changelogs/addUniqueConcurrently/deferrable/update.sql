-- addUniqueConcurrently seat (guest), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. build index seat_guest_unique
--    locks seat: SHARE UPDATE EXCLUSIVE, index build
CREATE UNIQUE INDEX CONCURRENTLY seat_guest_unique ON seat (guest);
-- 2. add constraint seat_guest_unique
--    locks seat: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE seat ADD CONSTRAINT seat_guest_unique UNIQUE USING INDEX seat_guest_unique DEFERRABLE INITIALLY DEFERRED;
COMMIT;
RESET statement_timeout;
RESET lock_timeout;
