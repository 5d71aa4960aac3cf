-- The archive stands in a schema of its own; names are quoted.

CREATE SCHEMA "Shop";
CREATE SCHEMA "Old Things";
CREATE TABLE "Shop"."Order" ("Id" int PRIMARY KEY, "user" text, "Grand Total" int);
CREATE TABLE "Old Things"."Order" (LIKE "Shop"."Order" INCLUDING ALL);
INSERT INTO "Shop"."Order" SELECT n, 'u', n FROM generate_series(1, 90) AS n;
