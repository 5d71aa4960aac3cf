-- addUniqueConcurrently room (number), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. look for duplicates
DO $online$
DECLARE samples text; found bigint;
BEGIN
  SELECT string_agg(f.sample, '; '), max(f.total) INTO samples, found FROM (
    SELECT 'number=' || coalesce(number::text, 'NULL') || ' (' || count(*) || ' rows)' AS sample, count(*) OVER () AS total FROM room GROUP BY number HAVING count(*) > 1 ORDER BY count(*) DESC, 1 LIMIT 10
  ) AS f;
  IF found > 0 THEN
    RAISE EXCEPTION USING MESSAGE = replace('addUniqueConcurrently room (number): %d values of (number) stand in more than one row', '%d', found::text) || ': ' || samples,
      HINT = 'make them unique; this finds them: SELECT number, count(*) FROM room GROUP BY number HAVING count(*) > 1';
  END IF;
END $online$;
-- 2. build index room_number_key
--    locks room: SHARE UPDATE EXCLUSIVE, index build
CREATE UNIQUE INDEX CONCURRENTLY room_number_key ON room (number) NULLS NOT DISTINCT;
-- 3. add constraint room_number_key
--    locks room: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE room ADD CONSTRAINT room_number_key UNIQUE USING INDEX room_number_key;
COMMIT;
RESET statement_timeout;
RESET lock_timeout;
