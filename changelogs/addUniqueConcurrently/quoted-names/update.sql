-- addUniqueConcurrently "Shop"."a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" ("Order", "user"), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. build index "a_name_of_sixty_three_bytes_is_the_longest_that_Po_69fdec84_key"
--    locks "Shop"."a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep": SHARE UPDATE EXCLUSIVE, index build
CREATE UNIQUE INDEX CONCURRENTLY "a_name_of_sixty_three_bytes_is_the_longest_that_Po_69fdec84_key" ON "Shop"."a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" ("Order", "user");
-- 2. add constraint "a_name_of_sixty_three_bytes_is_the_longest_that_Po_69fdec84_key"
--    locks "Shop"."a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep": ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE "Shop"."a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" ADD CONSTRAINT "a_name_of_sixty_three_bytes_is_the_longest_that_Po_69fdec84_key" UNIQUE USING INDEX "a_name_of_sixty_three_bytes_is_the_longest_that_Po_69fdec84_key";
COMMIT;
RESET statement_timeout;
RESET lock_timeout;
