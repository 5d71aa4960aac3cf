-- Mixed case, a reserved word, names of 63 bytes, and a schema that is not on the search path.

CREATE SCHEMA "Shop";
CREATE TABLE "Shop"."a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" (id int PRIMARY KEY, "Order" int, "user" text);
INSERT INTO "Shop"."a_name_of_sixty_three_bytes_is_the_longest_that_PostgreSQL_keep" SELECT n, n, 'user ' || n FROM generate_series(1, 100) AS n;
