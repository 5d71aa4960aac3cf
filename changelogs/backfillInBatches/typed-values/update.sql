-- backfillInBatches product (price, active, since, label), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. fill product
--    in batches of 25 rows, each its own transaction: not inside BEGIN, not with psql -1
DO $online$
DECLARE part regclass; place tid; places tid[] := '{}'; pass int := 0; rows_left boolean; types text[] := ARRAY(SELECT c.type FROM (SELECT c.name, (WITH RECURSIVE base (type, below) AS (SELECT t.oid, t.typbasetype FROM pg_type t WHERE t.oid = a.atttypid UNION ALL SELECT t.oid, t.typbasetype FROM pg_type t JOIN base ON t.oid = base.below) SELECT format_type(base.type, -1) FROM base WHERE base.below = 0) AS type FROM unnest(ARRAY['price', 'active', 'since', 'label']::text[]) WITH ORDINALITY AS c (name, place) JOIN pg_attribute a ON a.attname = c.name AND a.attrelid = pg_catalog.to_regclass('product') ORDER BY c.place) AS c);
BEGIN
  LOOP
    IF row_security_active(pg_catalog.to_regclass('product')) THEN
      RAISE EXCEPTION 'row security hides rows of % from %', pg_catalog.to_regclass('product'), current_user;
    END IF;
    EXECUTE 'SELECT EXISTS (SELECT FROM product WHERE (price IS NULL OR active IS NULL OR since IS NULL OR label IS NULL))' INTO rows_left;
    EXIT WHEN NOT rows_left;
    pass := pass + 1;
    IF pass > 5 THEN
      RAISE EXCEPTION 'rows still match after 5 passes: something goes on writing them, or the values do not make the condition false';
    END IF;
    FOR part IN WITH RECURSIVE parts (oid) AS (SELECT pg_catalog.to_regclass('product')::oid UNION ALL SELECT h.inhrelid FROM pg_inherits h JOIN parts ON h.inhparent = parts.oid) SELECT parts.oid::regclass FROM parts JOIN pg_class USING (oid) WHERE relkind = 'r' ORDER BY 1 LOOP
      IF row_security_active(part) THEN
        RAISE EXCEPTION 'row security hides rows of % from %', part, current_user;
      END IF;
      FOR place IN EXECUTE format('SELECT ctid FROM ONLY %s AS product WHERE (price IS NULL OR active IS NULL OR since IS NULL OR label IS NULL)', part) LOOP
        places := places || place;
        IF cardinality(places) >= 25 THEN
          EXECUTE format('UPDATE ONLY %s AS product SET price = coalesce(price, CAST((9.95) AS %2$s)), active = coalesce(active, CAST((TRUE) AS %3$s)), since = coalesce(since, CAST((''2024-02-29'') AS %4$s)), label = coalesce(label, CAST((''it''''s 100 %% new'') AS %5$s)) WHERE ctid = ANY ($1) AND (price IS NULL OR active IS NULL OR since IS NULL OR label IS NULL)', part, types[1], types[2], types[3], types[4]) USING places;
          COMMIT;
          places := '{}';
        END IF;
      END LOOP;
      EXECUTE format('UPDATE ONLY %s AS product SET price = coalesce(price, CAST((9.95) AS %2$s)), active = coalesce(active, CAST((TRUE) AS %3$s)), since = coalesce(since, CAST((''2024-02-29'') AS %4$s)), label = coalesce(label, CAST((''it''''s 100 %% new'') AS %5$s)) WHERE ctid = ANY ($1) AND (price IS NULL OR active IS NULL OR since IS NULL OR label IS NULL)', part, types[1], types[2], types[3], types[4]) USING places;
      COMMIT;
      places := '{}';
    END LOOP;
  END LOOP;
END $online$;
RESET statement_timeout;
RESET lock_timeout;
