-- backfillInBatches "Shop"."Order" ("user"), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. fill "Shop"."Order"
--    in batches of 40 rows, each its own transaction: not inside BEGIN, not with psql -1
DO $online$
DECLARE part pg_catalog.regclass; place pg_catalog.tid; places pg_catalog.tid[] := '{}'; pass int := 0;
  rows_left boolean;
BEGIN
  LOOP
    IF pg_catalog.row_security_active(pg_catalog.to_regclass('"Shop"."Order"')) THEN
      RAISE EXCEPTION 'row security hides rows of % from %', pg_catalog.to_regclass('"Shop"."Order"'), current_user;
    END IF;
    EXECUTE 'SELECT EXISTS (SELECT FROM "Shop"."Order" WHERE ("user" IS NULL AND "Grand Total" > 10))' INTO rows_left;
    EXIT WHEN NOT rows_left;
    pass := pass OPERATOR(pg_catalog.+) 1;
    IF pass OPERATOR(pg_catalog.>) 5 THEN
      RAISE EXCEPTION 'rows still match after 5 passes: something goes on writing them, or the values do not make the condition false';
    END IF;
    FOR part IN WITH RECURSIVE parts (oid) AS (SELECT pg_catalog.to_regclass('"Shop"."Order"')::pg_catalog.oid UNION ALL SELECT h.inhrelid FROM pg_catalog.pg_inherits h JOIN parts ON h.inhparent OPERATOR(pg_catalog.=) parts.oid) SELECT parts.oid::pg_catalog.regclass FROM parts JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) parts.oid WHERE c.relkind OPERATOR(pg_catalog.=) 'r' ORDER BY 1 LOOP
      IF pg_catalog.row_security_active(part) THEN
        RAISE EXCEPTION 'row security hides rows of % from %', part, current_user;
      END IF;
      FOR place IN EXECUTE pg_catalog.format('SELECT ctid FROM ONLY %s AS "Order" WHERE ("user" IS NULL AND "Grand Total" > 10)', part) LOOP
        places := pg_catalog.array_append(places, place);
        IF pg_catalog.cardinality(places) OPERATOR(pg_catalog.>=) 40 THEN
          EXECUTE pg_catalog.format('UPDATE ONLY %s AS "Order" SET "user" = ''user '' || "Id" WHERE ctid OPERATOR(pg_catalog.=) ANY ($1) AND ("user" IS NULL AND "Grand Total" > 10)', part) USING places;
          COMMIT;
          places := '{}';
        END IF;
      END LOOP;
      EXECUTE pg_catalog.format('UPDATE ONLY %s AS "Order" SET "user" = ''user '' || "Id" WHERE ctid OPERATOR(pg_catalog.=) ANY ($1) AND ("user" IS NULL AND "Grand Total" > 10)', part) USING places;
      COMMIT;
      places := '{}';
    END LOOP;
  END LOOP;
END $online$;
RESET statement_timeout;
RESET lock_timeout;
