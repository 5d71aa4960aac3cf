-- addUniqueConcurrently line (order_id, "position"), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. build index line_position_unique
--    locks line: SHARE UPDATE EXCLUSIVE, index build
CREATE UNIQUE INDEX CONCURRENTLY line_position_unique ON line (order_id, "position");
-- 2. add constraint line_position_unique
--    locks line: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE line ADD CONSTRAINT line_position_unique UNIQUE USING INDEX line_position_unique;
COMMIT;
RESET statement_timeout;
RESET lock_timeout;
