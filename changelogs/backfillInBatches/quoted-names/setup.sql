-- Mixed case and reserved words in a schema that is not on the search path.

CREATE SCHEMA "Shop";
CREATE TABLE "Shop"."Order" ("Id" int PRIMARY KEY, "user" text, "Grand Total" int);
INSERT INTO "Shop"."Order" SELECT n, NULL, n FROM generate_series(1, 90) AS n;
