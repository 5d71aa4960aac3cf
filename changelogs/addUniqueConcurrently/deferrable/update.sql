-- addUniqueConcurrently seat (guest), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. look for duplicates
DO $online$
DECLARE samples text; found bigint;
BEGIN
  SELECT string_agg(f.sample, '; '), max(f.total) INTO samples, found FROM (
    SELECT 'guest=' || coalesce(guest::text, 'NULL') || ' (' || count(*) || ' rows)' AS sample, count(*) OVER () AS total FROM seat WHERE guest IS NOT NULL GROUP BY guest HAVING count(*) > 1 ORDER BY count(*) DESC, 1 LIMIT 10
  ) AS f;
  IF found > 0 THEN
    RAISE EXCEPTION USING MESSAGE = replace('addUniqueConcurrently seat (guest): %d values of (guest) stand in more than one row', '%d', found::text) || ': ' || samples,
      HINT = 'make them unique; this finds them: SELECT guest, count(*) FROM seat WHERE guest IS NOT NULL GROUP BY guest HAVING count(*) > 1';
  END IF;
END $online$;
-- 2. build index seat_guest_unique
--    locks seat: SHARE UPDATE EXCLUSIVE, index build
CREATE UNIQUE INDEX CONCURRENTLY seat_guest_unique ON seat (guest);
-- 3. add constraint seat_guest_unique
--    locks seat: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE seat ADD CONSTRAINT seat_guest_unique UNIQUE USING INDEX seat_guest_unique DEFERRABLE INITIALLY DEFERRED;
COMMIT;
RESET statement_timeout;
RESET lock_timeout;
