-- backfillInBatches log (length), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. fill log
--    in batches of 100 rows, each its own transaction: not inside BEGIN, not with psql -1
DO $online$
DECLARE part regclass; place tid; places tid[] := '{}'; pass int := 0; rows_left boolean;
BEGIN
  LOOP
    IF row_security_active(pg_catalog.to_regclass('log')) THEN
      RAISE EXCEPTION 'row security hides rows of % from %', pg_catalog.to_regclass('log'), current_user;
    END IF;
    EXECUTE 'SELECT EXISTS (SELECT FROM log WHERE (length IS NULL))' INTO rows_left;
    EXIT WHEN NOT rows_left;
    pass := pass + 1;
    IF pass > 5 THEN
      RAISE EXCEPTION 'rows still match after 5 passes: something goes on writing them, or the values do not make the condition false';
    END IF;
    FOR part IN WITH RECURSIVE parts (oid) AS (SELECT pg_catalog.to_regclass('log')::oid UNION ALL SELECT h.inhrelid FROM pg_inherits h JOIN parts ON h.inhparent = parts.oid) SELECT parts.oid::regclass FROM parts JOIN pg_class USING (oid) WHERE relkind = 'r' ORDER BY 1 LOOP
      IF row_security_active(part) THEN
        RAISE EXCEPTION 'row security hides rows of % from %', part, current_user;
      END IF;
      FOR place IN EXECUTE format('SELECT ctid FROM ONLY %s AS log WHERE (length IS NULL)', part) LOOP
        places := places || place;
        IF cardinality(places) >= 100 THEN
          EXECUTE format('UPDATE ONLY %s AS log SET length = length(line) WHERE ctid = ANY ($1) AND (length IS NULL)', part) USING places;
          COMMIT;
          places := '{}';
        END IF;
      END LOOP;
      EXECUTE format('UPDATE ONLY %s AS log SET length = length(line) WHERE ctid = ANY ($1) AND (length IS NULL)', part) USING places;
      COMMIT;
      places := '{}';
    END LOOP;
  END LOOP;
END $online$;
RESET statement_timeout;
RESET lock_timeout;
