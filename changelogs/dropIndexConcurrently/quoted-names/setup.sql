-- Mixed case, a reserved word, and a schema that is not on the search path.

CREATE SCHEMA "Shop";
CREATE TABLE "Shop"."order" (id bigint PRIMARY KEY, "User" bigint);
INSERT INTO "Shop"."order" SELECT n, n % 7 FROM generate_series(1, 100) AS n;
CREATE INDEX "By User" ON "Shop"."order" ("User");
