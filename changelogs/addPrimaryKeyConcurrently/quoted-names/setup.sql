-- Mixed case, a reserved word, and a schema that is not on the search path.
-- no-script: rollback-sql leaves NOT NULL, as a script does not know whether it was there before

CREATE SCHEMA "Shop";
CREATE TABLE "Shop"."Order" ("User" int, "limit" text NOT NULL, note text);
INSERT INTO "Shop"."Order" SELECT n, 'L' || n, 'note' FROM generate_series(1, 100) AS n;
