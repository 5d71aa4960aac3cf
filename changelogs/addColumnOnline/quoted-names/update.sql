-- addColumnOnline "Shop"."Order" ("user", "a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep"), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. add column "user"
--    locks "Shop"."Order": ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE "Shop"."Order" ADD COLUMN "user" TEXT;
COMMIT;
-- 2. fill column "user"
--    in batches of 40 rows, each its own transaction: not inside BEGIN, not with psql -1
DO $online$
DECLARE part pg_catalog.regclass; place pg_catalog.tid; places pg_catalog.tid[] := '{}'; pass int := 0;
  rows_left boolean;
BEGIN
  LOOP
    IF pg_catalog.row_security_active(pg_catalog.to_regclass('"Shop"."Order"')) THEN
      RAISE EXCEPTION 'row security hides rows of % from %', pg_catalog.to_regclass('"Shop"."Order"'), current_user;
    END IF;
    EXECUTE 'SELECT EXISTS (SELECT FROM "Shop"."Order" WHERE ("user" IS NULL))' INTO rows_left;
    EXIT WHEN NOT rows_left;
    pass := pass OPERATOR(pg_catalog.+) 1;
    IF pass OPERATOR(pg_catalog.>) 5 THEN
      RAISE EXCEPTION 'rows still match after 5 passes: something goes on writing them, or the values do not make the condition false';
    END IF;
    FOR part IN WITH RECURSIVE parts (oid) AS (SELECT pg_catalog.to_regclass('"Shop"."Order"')::pg_catalog.oid UNION ALL SELECT h.inhrelid FROM pg_catalog.pg_inherits h JOIN parts ON h.inhparent OPERATOR(pg_catalog.=) parts.oid) SELECT parts.oid::pg_catalog.regclass FROM parts JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) parts.oid WHERE c.relkind OPERATOR(pg_catalog.=) 'r' ORDER BY 1 LOOP
      IF pg_catalog.row_security_active(part) THEN
        RAISE EXCEPTION 'row security hides rows of % from %', part, current_user;
      END IF;
      FOR place IN EXECUTE pg_catalog.format('SELECT ctid FROM ONLY %s AS "Order" WHERE ("user" IS NULL)', part) LOOP
        places := pg_catalog.array_append(places, place);
        IF pg_catalog.cardinality(places) OPERATOR(pg_catalog.>=) 40 THEN
          EXECUTE pg_catalog.format('UPDATE ONLY %s AS "Order" SET "user" = ''nobody'' WHERE ctid OPERATOR(pg_catalog.=) ANY ($1) AND ("user" IS NULL)', part) USING places;
          COMMIT;
          places := '{}';
        END IF;
      END LOOP;
      EXECUTE pg_catalog.format('UPDATE ONLY %s AS "Order" SET "user" = ''nobody'' WHERE ctid OPERATOR(pg_catalog.=) ANY ($1) AND ("user" IS NULL)', part) USING places;
      COMMIT;
      places := '{}';
    END LOOP;
  END LOOP;
END $online$;
-- 3. add check "Order_user_online_not_null", not valid
--    locks "Shop"."Order": ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE "Shop"."Order" ADD CONSTRAINT "Order_user_online_not_null" CHECK ("user" IS NOT NULL) NOT VALID;
COMMIT;
-- 4. validate the check
--    locks "Shop"."Order": SHARE UPDATE EXCLUSIVE, table scan
ALTER TABLE "Shop"."Order" VALIDATE CONSTRAINT "Order_user_online_not_null";
-- 5. set NOT NULL, which the check proves
--    locks "Shop"."Order": ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE "Shop"."Order" ALTER COLUMN "user" SET NOT NULL;
COMMIT;
-- 6. drop check "Order_user_online_not_null"
--    locks "Shop"."Order": ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE "Shop"."Order" DROP CONSTRAINT "Order_user_online_not_null";
COMMIT;
-- 7. add column "a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep"
--    locks "Shop"."Order": ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE "Shop"."Order" ADD COLUMN "a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" INTEGER;
COMMIT;
-- 8. fill column "a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep"
--    in batches of 40 rows, each its own transaction: not inside BEGIN, not with psql -1
DO $online$
DECLARE part pg_catalog.regclass; place pg_catalog.tid; places pg_catalog.tid[] := '{}'; pass int := 0;
  rows_left boolean;
BEGIN
  LOOP
    IF pg_catalog.row_security_active(pg_catalog.to_regclass('"Shop"."Order"')) THEN
      RAISE EXCEPTION 'row security hides rows of % from %', pg_catalog.to_regclass('"Shop"."Order"'), current_user;
    END IF;
    EXECUTE 'SELECT EXISTS (SELECT FROM "Shop"."Order" WHERE ("a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" IS NULL))' INTO rows_left;
    EXIT WHEN NOT rows_left;
    pass := pass OPERATOR(pg_catalog.+) 1;
    IF pass OPERATOR(pg_catalog.>) 5 THEN
      RAISE EXCEPTION 'rows still match after 5 passes: something goes on writing them, or the values do not make the condition false';
    END IF;
    FOR part IN WITH RECURSIVE parts (oid) AS (SELECT pg_catalog.to_regclass('"Shop"."Order"')::pg_catalog.oid UNION ALL SELECT h.inhrelid FROM pg_catalog.pg_inherits h JOIN parts ON h.inhparent OPERATOR(pg_catalog.=) parts.oid) SELECT parts.oid::pg_catalog.regclass FROM parts JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) parts.oid WHERE c.relkind OPERATOR(pg_catalog.=) 'r' ORDER BY 1 LOOP
      IF pg_catalog.row_security_active(part) THEN
        RAISE EXCEPTION 'row security hides rows of % from %', part, current_user;
      END IF;
      FOR place IN EXECUTE pg_catalog.format('SELECT ctid FROM ONLY %s AS "Order" WHERE ("a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" IS NULL)', part) LOOP
        places := pg_catalog.array_append(places, place);
        IF pg_catalog.cardinality(places) OPERATOR(pg_catalog.>=) 40 THEN
          EXECUTE pg_catalog.format('UPDATE ONLY %s AS "Order" SET "a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" = "Grand Total" + 1 WHERE ctid OPERATOR(pg_catalog.=) ANY ($1) AND ("a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" IS NULL)', part) USING places;
          COMMIT;
          places := '{}';
        END IF;
      END LOOP;
      EXECUTE pg_catalog.format('UPDATE ONLY %s AS "Order" SET "a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" = "Grand Total" + 1 WHERE ctid OPERATOR(pg_catalog.=) ANY ($1) AND ("a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" IS NULL)', part) USING places;
      COMMIT;
      places := '{}';
    END LOOP;
  END LOOP;
END $online$;
-- 9. build index "Order_a_name_of_sixty_three_bytes_is_the_longest_t_bde5f426_key"
--    locks "Shop"."Order": SHARE UPDATE EXCLUSIVE, index build
CREATE UNIQUE INDEX CONCURRENTLY "Order_a_name_of_sixty_three_bytes_is_the_longest_t_bde5f426_key" ON "Shop"."Order" ("a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep");
-- 10. add constraint "Order_a_name_of_sixty_three_bytes_is_the_longest_t_bde5f426_key"
--    locks "Shop"."Order": ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE "Shop"."Order" ADD CONSTRAINT "Order_a_name_of_sixty_three_bytes_is_the_longest_t_bde5f426_key" UNIQUE USING INDEX "Order_a_name_of_sixty_three_bytes_is_the_longest_t_bde5f426_key";
COMMIT;
-- 11. add check "Order_a_name_of_sixty_three_bytes_is_t_7163fb59_online_not_null", not valid
--    locks "Shop"."Order": ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE "Shop"."Order" ADD CONSTRAINT "Order_a_name_of_sixty_three_bytes_is_t_7163fb59_online_not_null" CHECK ("a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" IS NOT NULL) NOT VALID;
COMMIT;
-- 12. validate the check
--    locks "Shop"."Order": SHARE UPDATE EXCLUSIVE, table scan
ALTER TABLE "Shop"."Order" VALIDATE CONSTRAINT "Order_a_name_of_sixty_three_bytes_is_t_7163fb59_online_not_null";
-- 13. set NOT NULL, which the check proves
--    locks "Shop"."Order": ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE "Shop"."Order" ALTER COLUMN "a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" SET NOT NULL;
COMMIT;
-- 14. drop check "Order_a_name_of_sixty_three_bytes_is_t_7163fb59_online_not_null"
--    locks "Shop"."Order": ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE "Shop"."Order" DROP CONSTRAINT "Order_a_name_of_sixty_three_bytes_is_t_7163fb59_online_not_null";
COMMIT;
RESET statement_timeout;
RESET lock_timeout;
