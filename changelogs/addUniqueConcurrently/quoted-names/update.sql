-- addUniqueConcurrently "Shop"."a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" ("Order", "user"), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. look for duplicates
DO $online$
DECLARE samples text; found bigint;
BEGIN
  SELECT string_agg(f.sample, '; '), max(f.total) INTO samples, found FROM (
    SELECT 'Order=' || coalesce("Order"::text, 'NULL') || ', ' || 'user=' || coalesce("user"::text, 'NULL') || ' (' || count(*) || ' rows)' AS sample, count(*) OVER () AS total FROM "Shop"."a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" WHERE "Order" IS NOT NULL AND "user" IS NOT NULL GROUP BY "Order", "user" HAVING count(*) > 1 ORDER BY count(*) DESC, 1 LIMIT 10
  ) AS f;
  IF found > 0 THEN
    RAISE EXCEPTION USING MESSAGE = replace('addUniqueConcurrently "Shop"."a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" ("Order", "user"): %d values of ("Order", "user") stand in more than one row', '%d', found::text) || ': ' || samples,
      HINT = 'make them unique; this finds them: SELECT "Order", "user", count(*) FROM "Shop"."a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" WHERE "Order" IS NOT NULL AND "user" IS NOT NULL GROUP BY "Order", "user" HAVING count(*) > 1';
  END IF;
END $online$;
-- 2. build index "a_name_of_sixty_three_bytes_is_the_longest_that_Po_69fdec84_key"
--    locks "Shop"."a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep": SHARE UPDATE EXCLUSIVE, index build
CREATE UNIQUE INDEX CONCURRENTLY "a_name_of_sixty_three_bytes_is_the_longest_that_Po_69fdec84_key" ON "Shop"."a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" ("Order", "user");
-- 3. add constraint "a_name_of_sixty_three_bytes_is_the_longest_that_Po_69fdec84_key"
--    locks "Shop"."a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep": ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE "Shop"."a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" ADD CONSTRAINT "a_name_of_sixty_three_bytes_is_the_longest_that_Po_69fdec84_key" UNIQUE USING INDEX "a_name_of_sixty_three_bytes_is_the_longest_that_Po_69fdec84_key";
COMMIT;
RESET statement_timeout;
RESET lock_timeout;
