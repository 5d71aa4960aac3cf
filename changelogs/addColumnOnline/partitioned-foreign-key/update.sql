-- addColumnOnline event (shop_id), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. check that the foreign key can be added online
DO $online$
#variable_conflict use_column
DECLARE samples pg_catalog.text; found bigint;
BEGIN
  SELECT pg_catalog.string_agg(f.sample, '; '), pg_catalog.max(f.total) INTO samples, found FROM (
    SELECT 'event' AS sample, 1::bigint AS total WHERE EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass('event') AND relkind OPERATOR(pg_catalog.=) 'p')
  ) AS f;
  IF found OPERATOR(pg_catalog.>) 0 THEN
    RAISE EXCEPTION USING MESSAGE = pg_catalog.concat(pg_catalog.replace('addColumnOnline event (shop_id): before PostgreSQL 18 a partitioned table takes no foreign key that is NOT VALID, so that adding one would stop writes for as long as the check takes', '%d', found::pg_catalog.text), ': ',
      samples),
      HINT = 'leave the foreign key out here, and add it to each partition as NOT VALID, then VALIDATE it there';
  END IF;
END $online$;
-- 2. add column shop_id
--    locks event: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE event ADD COLUMN shop_id INTEGER;
COMMIT;
-- 3. fill column shop_id
--    in batches of 20 rows, each its own transaction: not inside BEGIN, not with psql -1
DO $online$
DECLARE part pg_catalog.regclass; place pg_catalog.tid; places pg_catalog.tid[] := '{}'; pass int := 0;
  rows_left boolean;
BEGIN
  LOOP
    IF pg_catalog.row_security_active(pg_catalog.to_regclass('event')) THEN
      RAISE EXCEPTION 'row security hides rows of % from %', pg_catalog.to_regclass('event'), current_user;
    END IF;
    EXECUTE 'SELECT EXISTS (SELECT FROM event WHERE (shop_id IS NULL))' INTO rows_left;
    EXIT WHEN NOT rows_left;
    pass := pass OPERATOR(pg_catalog.+) 1;
    IF pass OPERATOR(pg_catalog.>) 5 THEN
      RAISE EXCEPTION 'rows still match after 5 passes: something goes on writing them, or the values do not make the condition false';
    END IF;
    FOR part IN WITH RECURSIVE parts (oid) AS (SELECT pg_catalog.to_regclass('event')::pg_catalog.oid UNION ALL SELECT h.inhrelid FROM pg_catalog.pg_inherits h JOIN parts ON h.inhparent OPERATOR(pg_catalog.=) parts.oid) SELECT parts.oid::pg_catalog.regclass FROM parts JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) parts.oid WHERE c.relkind OPERATOR(pg_catalog.=) 'r' ORDER BY 1 LOOP
      IF pg_catalog.row_security_active(part) THEN
        RAISE EXCEPTION 'row security hides rows of % from %', part, current_user;
      END IF;
      FOR place IN EXECUTE pg_catalog.format('SELECT ctid FROM ONLY %s AS event WHERE (shop_id IS NULL)', part) LOOP
        places := pg_catalog.array_append(places, place);
        IF pg_catalog.cardinality(places) OPERATOR(pg_catalog.>=) 20 THEN
          EXECUTE pg_catalog.format('UPDATE ONLY %s AS event SET shop_id = 7 WHERE ctid OPERATOR(pg_catalog.=) ANY ($1) AND (shop_id IS NULL)', part) USING places;
          COMMIT;
          places := '{}';
        END IF;
      END LOOP;
      EXECUTE pg_catalog.format('UPDATE ONLY %s AS event SET shop_id = 7 WHERE ctid OPERATOR(pg_catalog.=) ANY ($1) AND (shop_id IS NULL)', part) USING places;
      COMMIT;
      places := '{}';
    END LOOP;
  END LOOP;
END $online$;
-- 4. add foreign key event_shop_id_fkey, not valid
--    locks event: SHARE ROW EXCLUSIVE, catalog only; shop: SHARE ROW EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE event ADD CONSTRAINT event_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop (id) NOT VALID;
COMMIT;
-- 5. validate constraint event_shop_id_fkey
--    locks event: SHARE UPDATE EXCLUSIVE, table scan; shop: ROW SHARE, table scan
ALTER TABLE event VALIDATE CONSTRAINT event_shop_id_fkey;
RESET statement_timeout;
RESET lock_timeout;
