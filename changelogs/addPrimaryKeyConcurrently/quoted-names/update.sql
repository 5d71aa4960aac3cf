-- addPrimaryKeyConcurrently "Shop"."Order" ("User", "limit"), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry as update does: when a statement fails, mend the cause and go on there, or run update.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- What update would keep of this change, so that it can go on where the script stopped.
DO $online$
BEGIN
  PERFORM pg_catalog.set_config('client_min_messages', 'warning', true);
  CREATE TABLE IF NOT EXISTS databasechangelogonline (id pg_catalog.text NOT NULL, author pg_catalog.text NOT NULL, filename pg_catalog.text NOT NULL, change int NOT NULL, step pg_catalog.text NOT NULL, relation pg_catalog.text NOT NULL, fingerprint pg_catalog.text NOT NULL, status pg_catalog.text NOT NULL, request pg_catalog.text, reason pg_catalog.text, error pg_catalog.text, pass int NOT NULL, part pg_catalog.text NOT NULL, range_from pg_catalog.text[], range_end pg_catalog.text[], total bigint NOT NULL, rows_walked bigint NOT NULL, rows_written bigint NOT NULL, batches bigint NOT NULL, walked boolean NOT NULL, backend int NOT NULL, workers int NOT NULL, started pg_catalog.timestamptz NOT NULL DEFAULT pg_catalog.now(), updated pg_catalog.timestamptz NOT NULL DEFAULT pg_catalog.now(), PRIMARY KEY (id, author, filename, change, step));
  CREATE TABLE IF NOT EXISTS databasechangelogonline_stretch (id pg_catalog.text NOT NULL, author pg_catalog.text NOT NULL, filename pg_catalog.text NOT NULL, change int NOT NULL, step pg_catalog.text NOT NULL, stretch int NOT NULL, part pg_catalog.text NOT NULL, range_from pg_catalog.text[], range_end pg_catalog.text[] NOT NULL, passes int NOT NULL, cursor pg_catalog.text[], rows_walked bigint NOT NULL, rows_written bigint NOT NULL, batches bigint NOT NULL, updated pg_catalog.timestamptz NOT NULL DEFAULT pg_catalog.now(), PRIMARY KEY (id, author, filename, change, step, stretch));
  IF EXISTS (SELECT FROM (SELECT CASE WHEN c.relkind OPERATOR(pg_catalog.<>) 'r' THEN 'it is no plain table' WHEN c.relpersistence OPERATOR(pg_catalog.<>) 'p' THEN 'it is temporary or unlogged' WHEN c.relispartition OR EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhrelid OPERATOR(pg_catalog.=) c.oid OR h.inhparent OPERATOR(pg_catalog.=) c.oid) THEN 'it inherits or is inherited from' WHEN NOT (EXISTS (WITH RECURSIVE roles (oid) AS (SELECT a.oid FROM pg_catalog.pg_roles a WHERE a.rolname OPERATOR(pg_catalog.=) current_user UNION SELECT m.roleid FROM pg_catalog.pg_auth_members m JOIN roles ON m.member OPERATOR(pg_catalog.=) roles.oid), trusted AS (SELECT oid FROM roles UNION SELECT d.datdba FROM pg_catalog.pg_database d WHERE d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database() UNION SELECT l.relowner FROM pg_catalog.pg_class l WHERE l.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass('databasechangelog')) SELECT FROM trusted WHERE trusted.oid OPERATOR(pg_catalog.=) c.relowner)) THEN 'it belongs to role ' OPERATOR(pg_catalog.||) pg_catalog.pg_get_userbyid(c.relowner)::pg_catalog.text WHEN EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE t.tgrelid OPERATOR(pg_catalog.=) c.oid AND NOT t.tgisinternal) THEN 'it has a trigger' WHEN EXISTS (SELECT FROM pg_catalog.pg_rewrite r WHERE r.ev_class OPERATOR(pg_catalog.=) c.oid) THEN 'it has a rule' WHEN c.relrowsecurity OR EXISTS (SELECT FROM pg_catalog.pg_policy p WHERE p.polrelid OPERATOR(pg_catalog.=) c.oid) THEN 'it has row security' END, current_user FROM pg_catalog.pg_class c WHERE c.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass('databasechangelogonline')) AS doubt (reason) WHERE reason IS NOT NULL) THEN RAISE EXCEPTION '% may not be what it seems; update says why', 'databasechangelogonline'; END IF;
  IF EXISTS (SELECT FROM (SELECT CASE WHEN c.relkind OPERATOR(pg_catalog.<>) 'r' THEN 'it is no plain table' WHEN c.relpersistence OPERATOR(pg_catalog.<>) 'p' THEN 'it is temporary or unlogged' WHEN c.relispartition OR EXISTS (SELECT FROM pg_catalog.pg_inherits h WHERE h.inhrelid OPERATOR(pg_catalog.=) c.oid OR h.inhparent OPERATOR(pg_catalog.=) c.oid) THEN 'it inherits or is inherited from' WHEN NOT (EXISTS (WITH RECURSIVE roles (oid) AS (SELECT a.oid FROM pg_catalog.pg_roles a WHERE a.rolname OPERATOR(pg_catalog.=) current_user UNION SELECT m.roleid FROM pg_catalog.pg_auth_members m JOIN roles ON m.member OPERATOR(pg_catalog.=) roles.oid), trusted AS (SELECT oid FROM roles UNION SELECT d.datdba FROM pg_catalog.pg_database d WHERE d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database() UNION SELECT l.relowner FROM pg_catalog.pg_class l WHERE l.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass('databasechangelog')) SELECT FROM trusted WHERE trusted.oid OPERATOR(pg_catalog.=) c.relowner)) THEN 'it belongs to role ' OPERATOR(pg_catalog.||) pg_catalog.pg_get_userbyid(c.relowner)::pg_catalog.text WHEN EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE t.tgrelid OPERATOR(pg_catalog.=) c.oid AND NOT t.tgisinternal) THEN 'it has a trigger' WHEN EXISTS (SELECT FROM pg_catalog.pg_rewrite r WHERE r.ev_class OPERATOR(pg_catalog.=) c.oid) THEN 'it has a rule' WHEN c.relrowsecurity OR EXISTS (SELECT FROM pg_catalog.pg_policy p WHERE p.polrelid OPERATOR(pg_catalog.=) c.oid) THEN 'it has row security' END, current_user FROM pg_catalog.pg_class c WHERE c.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass('databasechangelogonline_stretch')) AS doubt (reason) WHERE reason IS NOT NULL) THEN RAISE EXCEPTION '% may not be what it seems; update says why', 'databasechangelogonline_stretch'; END IF;
  ALTER TABLE databasechangelogonline ADD COLUMN IF NOT EXISTS kind pg_catalog.text NOT NULL DEFAULT 'fill', ADD COLUMN IF NOT EXISTS object pg_catalog.text[], ALTER relation SET DEFAULT '', ALTER fingerprint SET DEFAULT '', ALTER pass SET DEFAULT 0, ALTER part SET DEFAULT '', ALTER total SET DEFAULT 0, ALTER rows_walked SET DEFAULT 0, ALTER rows_written SET DEFAULT 0, ALTER batches SET DEFAULT 0, ALTER walked SET DEFAULT false, ALTER backend SET DEFAULT 0, ALTER workers SET DEFAULT 0;
  INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, fingerprint) VALUES ('', '', '', -1, 'version', 'version', '', 'liquibase-online 0.1', '2') ON CONFLICT (id, author, filename, change, step) DO UPDATE SET relation = excluded.relation, fingerprint = excluded.fingerprint WHERE databasechangelogonline.fingerprint::pg_catalog.int4 OPERATOR(pg_catalog.<) excluded.fingerprint::pg_catalog.int4;
  IF EXISTS (SELECT fingerprint, relation FROM databasechangelogonline WHERE id OPERATOR(pg_catalog.=) '' AND change OPERATOR(pg_catalog.=) -1 AND step OPERATOR(pg_catalog.=) 'version' AND fingerprint OPERATOR(pg_catalog.<>) '2') THEN RAISE EXCEPTION '% has a later layout: print this script anew by the extension that made it', 'databasechangelogonline'; END IF;
  INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, fingerprint) VALUES ('1', 'example', 'changelog.xml', 0, '', 'begun', 'begun', '46fc122c-aaa9-3ccb-b4d3-dbc85dd7c73d') ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = 'begun', fingerprint = excluded.fingerprint, updated = pg_catalog.now();
END $online$;
-- 1. add check "Order_User_online_not_null", not valid
--    locks "Shop"."Order": ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE "Shop"."Order" ADD CONSTRAINT "Order_User_online_not_null" CHECK ("User" IS DISTINCT FROM NULL) NOT VALID;
INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, object, started) VALUES ('1', 'example', 'changelog.xml', 0, 'constraint "Shop"."Order" "Order_User_online_not_null"', 'object', 'created', '"Shop"."Order"', ARRAY['CONSTRAINT', 'Shop', 'Order', 'Order_User_online_not_null', '']::pg_catalog.text[], pg_catalog.clock_timestamp()) ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = excluded.status, object = excluded.object, updated = pg_catalog.now();
COMMIT;
-- 2. validate the check
--    locks "Shop"."Order": SHARE UPDATE EXCLUSIVE, table scan
ALTER TABLE "Shop"."Order" VALIDATE CONSTRAINT "Order_User_online_not_null";
-- 3. set NOT NULL, which the check proves
--    locks "Shop"."Order": ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE "Shop"."Order" ALTER COLUMN "User" SET NOT NULL;
INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, object, started) VALUES ('1', 'example', 'changelog.xml', 0, 'not null "Shop"."Order" "User"', 'object', 'created', '"Shop"."Order"', ARRAY['NOT_NULL', 'Shop', 'Order', 'User', '']::pg_catalog.text[], pg_catalog.clock_timestamp()) ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = excluded.status, object = excluded.object, updated = pg_catalog.now();
COMMIT;
-- 4. drop check "Order_User_online_not_null"
--    locks "Shop"."Order": ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE "Shop"."Order" DROP CONSTRAINT "Order_User_online_not_null";
DELETE FROM databasechangelogonline WHERE id OPERATOR(pg_catalog.=) '1' AND author OPERATOR(pg_catalog.=) 'example' AND filename OPERATOR(pg_catalog.=) 'changelog.xml' AND change OPERATOR(pg_catalog.=) 0 AND step OPERATOR(pg_catalog.=) 'constraint "Shop"."Order" "Order_User_online_not_null"';
COMMIT;
-- 5. add check "Order_limit_online_not_null", not valid
--    locks "Shop"."Order": ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE "Shop"."Order" ADD CONSTRAINT "Order_limit_online_not_null" CHECK ("limit" IS DISTINCT FROM NULL) NOT VALID;
INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, object, started) VALUES ('1', 'example', 'changelog.xml', 0, 'constraint "Shop"."Order" "Order_limit_online_not_null"', 'object', 'created', '"Shop"."Order"', ARRAY['CONSTRAINT', 'Shop', 'Order', 'Order_limit_online_not_null', '']::pg_catalog.text[], pg_catalog.clock_timestamp()) ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = excluded.status, object = excluded.object, updated = pg_catalog.now();
COMMIT;
-- 6. validate the check
--    locks "Shop"."Order": SHARE UPDATE EXCLUSIVE, table scan
ALTER TABLE "Shop"."Order" VALIDATE CONSTRAINT "Order_limit_online_not_null";
-- 7. set NOT NULL, which the check proves
--    locks "Shop"."Order": ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE "Shop"."Order" ALTER COLUMN "limit" SET NOT NULL;
INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, object, started) VALUES ('1', 'example', 'changelog.xml', 0, 'not null "Shop"."Order" "limit"', 'object', 'created', '"Shop"."Order"', ARRAY['NOT_NULL', 'Shop', 'Order', 'limit', '']::pg_catalog.text[], pg_catalog.clock_timestamp()) ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = excluded.status, object = excluded.object, updated = pg_catalog.now();
COMMIT;
-- 8. drop check "Order_limit_online_not_null"
--    locks "Shop"."Order": ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE "Shop"."Order" DROP CONSTRAINT "Order_limit_online_not_null";
DELETE FROM databasechangelogonline WHERE id OPERATOR(pg_catalog.=) '1' AND author OPERATOR(pg_catalog.=) 'example' AND filename OPERATOR(pg_catalog.=) 'changelog.xml' AND change OPERATOR(pg_catalog.=) 0 AND step OPERATOR(pg_catalog.=) 'constraint "Shop"."Order" "Order_limit_online_not_null"';
COMMIT;
INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, object, started) VALUES ('1', 'example', 'changelog.xml', 0, 'index "Shop"."Order" "Order key"', 'object', 'building', '"Shop"."Order"', ARRAY['INDEX', 'Shop', 'Order', 'Order key', '']::pg_catalog.text[], pg_catalog.clock_timestamp()) ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = excluded.status, object = excluded.object, updated = pg_catalog.now();
-- 9. build index "Order key"
--    locks "Shop"."Order": SHARE UPDATE EXCLUSIVE, index build
CREATE UNIQUE INDEX CONCURRENTLY "Order key" ON "Shop"."Order" ("User", "limit");
INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, object, started) VALUES ('1', 'example', 'changelog.xml', 0, 'index "Shop"."Order" "Order key"', 'object', 'created', '"Shop"."Order"', ARRAY['INDEX', 'Shop', 'Order', 'Order key', '']::pg_catalog.text[], pg_catalog.clock_timestamp()) ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = excluded.status, object = excluded.object, updated = pg_catalog.now();
-- 10. add constraint "Order key"
--    locks "Shop"."Order": ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE "Shop"."Order" ADD CONSTRAINT "Order key" PRIMARY KEY USING INDEX "Order key";
INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, object, started) VALUES ('1', 'example', 'changelog.xml', 0, 'constraint "Shop"."Order" "Order key"', 'object', 'created', '"Shop"."Order"', ARRAY['CONSTRAINT', 'Shop', 'Order', 'Order key', '']::pg_catalog.text[], pg_catalog.clock_timestamp()) ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = excluded.status, object = excluded.object, updated = pg_catalog.now();
COMMIT;
UPDATE databasechangelogonline SET status = 'done', updated = pg_catalog.now() WHERE id OPERATOR(pg_catalog.=) '1' AND author OPERATOR(pg_catalog.=) 'example' AND filename OPERATOR(pg_catalog.=) 'changelog.xml' AND change OPERATOR(pg_catalog.=) 0 AND kind OPERATOR(pg_catalog.<>) 'object' AND status OPERATOR(pg_catalog.<>) 'done';
RESET statement_timeout;
RESET lock_timeout;
