-- Mixed case, a reserved word, and schemas that are not on the search path.

CREATE SCHEMA "Shop";
CREATE SCHEMA people;
CREATE TABLE people."User" ("Id" bigint PRIMARY KEY);
CREATE TABLE "Shop"."order" (id bigint PRIMARY KEY, "By User" bigint);
INSERT INTO people."User" SELECT n FROM generate_series(1, 40) AS n;
INSERT INTO "Shop"."order" SELECT n, n % 40 + 1 FROM generate_series(1, 200) AS n;
CREATE INDEX ON "Shop"."order" ("By User");
