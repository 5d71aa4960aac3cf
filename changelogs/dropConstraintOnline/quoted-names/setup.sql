-- Mixed case, a reserved word, and a schema that is not on the search path.

CREATE SCHEMA "Shop";
CREATE TABLE "Shop"."User" (id bigint PRIMARY KEY);
CREATE TABLE "Shop"."order" (id bigint PRIMARY KEY, "Of User" bigint CONSTRAINT "Of User" REFERENCES "Shop"."User" (id));
INSERT INTO "Shop"."User" SELECT generate_series(0, 9);
INSERT INTO "Shop"."order" SELECT n, n % 10 FROM generate_series(1, 100) AS n;
