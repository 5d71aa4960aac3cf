-- Mixed case, a reserved word, and a schema that is not on the search path.

CREATE SCHEMA "Shop";
CREATE TABLE "Shop"."Order" ("Id" bigint PRIMARY KEY, "User" text, "Net" int);
INSERT INTO "Shop"."Order" SELECT n, 'U' || n, n FROM generate_series(1, 50) AS n;
