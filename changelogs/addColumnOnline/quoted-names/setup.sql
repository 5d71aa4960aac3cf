-- Mixed case, a reserved word, a name of 63 bytes, and a schema that is not on the search path.

CREATE SCHEMA "Shop";
CREATE TABLE "Shop"."Order" (id int PRIMARY KEY, "Grand Total" int);
INSERT INTO "Shop"."Order" SELECT n, n * 10 FROM generate_series(1, 100) AS n;
