-- addUniqueConcurrently line (order_id, "position"), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. look for duplicates
DO $online$
DECLARE samples text; found bigint;
BEGIN
  SELECT string_agg(f.sample, '; '), max(f.total) INTO samples, found FROM (
    SELECT 'order_id=' || coalesce(order_id::text, 'NULL') || ', ' || 'position=' || coalesce("position"::text, 'NULL') || ' (' || count(*) || ' rows)' AS sample, count(*) OVER () AS total FROM line WHERE order_id IS NOT NULL AND "position" IS NOT NULL GROUP BY order_id, "position" HAVING count(*) > 1 ORDER BY count(*) DESC, 1 LIMIT 10
  ) AS f;
  IF found > 0 THEN
    RAISE EXCEPTION USING MESSAGE = replace('addUniqueConcurrently line (order_id, "position"): %d values of (order_id, "position") stand in more than one row', '%d', found::text) || ': ' || samples,
      HINT = 'make them unique; this finds them: SELECT order_id, "position", count(*) FROM line WHERE order_id IS NOT NULL AND "position" IS NOT NULL GROUP BY order_id, "position" HAVING count(*) > 1';
  END IF;
END $online$;
-- 2. build index line_position_unique
--    locks line: SHARE UPDATE EXCLUSIVE, index build
CREATE UNIQUE INDEX CONCURRENTLY line_position_unique ON line (order_id, "position");
-- 3. add constraint line_position_unique
--    locks line: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE line ADD CONSTRAINT line_position_unique UNIQUE USING INDEX line_position_unique;
COMMIT;
RESET statement_timeout;
RESET lock_timeout;
