-- addPrimaryKeyConcurrently sale (id, country, day), for psql against PostgreSQL 17, outside a transaction
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
  INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, fingerprint) VALUES ('1', 'example', 'changelog.xml', 0, '', 'begun', 'begun', '408c2c4c-6d15-31d4-83c3-a22eb52149e1') ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = 'begun', fingerprint = excluded.fingerprint, updated = pg_catalog.now();
END $online$;
-- 1. add check sale_id_online_not_null, not valid
--    locks sale: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE sale ADD CONSTRAINT sale_id_online_not_null CHECK (id IS DISTINCT FROM NULL) NOT VALID;
INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, object, started) VALUES ('1', 'example', 'changelog.xml', 0, pg_catalog.concat('constraint ', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).identity, ' sale_id_online_not_null'), 'object', 'created', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).identity, ARRAY['CONSTRAINT', (pg_catalog.pg_identify_object_as_address('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).object_names[1], 'sale', 'sale_id_online_not_null', '']::pg_catalog.text[], pg_catalog.clock_timestamp()) ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = excluded.status, object = excluded.object, updated = pg_catalog.now();
COMMIT;
-- 2. validate the check
--    locks sale: SHARE UPDATE EXCLUSIVE, table scan
ALTER TABLE sale VALIDATE CONSTRAINT sale_id_online_not_null;
-- 3. set NOT NULL, which the check proves
--    locks sale: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE sale ALTER COLUMN id SET NOT NULL;
INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, object, started) VALUES ('1', 'example', 'changelog.xml', 0, pg_catalog.concat('not null ', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).identity, ' id'), 'object', 'created', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).identity, ARRAY['NOT_NULL', (pg_catalog.pg_identify_object_as_address('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).object_names[1], 'sale', 'id', '']::pg_catalog.text[], pg_catalog.clock_timestamp()) ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = excluded.status, object = excluded.object, updated = pg_catalog.now();
COMMIT;
-- 4. drop check sale_id_online_not_null
--    locks sale: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE sale DROP CONSTRAINT sale_id_online_not_null;
DELETE FROM databasechangelogonline WHERE id OPERATOR(pg_catalog.=) '1' AND author OPERATOR(pg_catalog.=) 'example' AND filename OPERATOR(pg_catalog.=) 'changelog.xml' AND change OPERATOR(pg_catalog.=) 0 AND step OPERATOR(pg_catalog.=) pg_catalog.concat('constraint ', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).identity, ' sale_id_online_not_null');
COMMIT;
-- 5. add check sale_country_online_not_null, not valid
--    locks sale: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE sale ADD CONSTRAINT sale_country_online_not_null CHECK (country IS DISTINCT FROM NULL) NOT VALID;
INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, object, started) VALUES ('1', 'example', 'changelog.xml', 0, pg_catalog.concat('constraint ', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).identity, ' sale_country_online_not_null'), 'object', 'created', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).identity, ARRAY['CONSTRAINT', (pg_catalog.pg_identify_object_as_address('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).object_names[1], 'sale', 'sale_country_online_not_null', '']::pg_catalog.text[], pg_catalog.clock_timestamp()) ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = excluded.status, object = excluded.object, updated = pg_catalog.now();
COMMIT;
-- 6. validate the check
--    locks sale: SHARE UPDATE EXCLUSIVE, table scan
ALTER TABLE sale VALIDATE CONSTRAINT sale_country_online_not_null;
-- 7. set NOT NULL, which the check proves
--    locks sale: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE sale ALTER COLUMN country SET NOT NULL;
INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, object, started) VALUES ('1', 'example', 'changelog.xml', 0, pg_catalog.concat('not null ', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).identity, ' country'), 'object', 'created', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).identity, ARRAY['NOT_NULL', (pg_catalog.pg_identify_object_as_address('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).object_names[1], 'sale', 'country', '']::pg_catalog.text[], pg_catalog.clock_timestamp()) ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = excluded.status, object = excluded.object, updated = pg_catalog.now();
COMMIT;
-- 8. drop check sale_country_online_not_null
--    locks sale: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE sale DROP CONSTRAINT sale_country_online_not_null;
DELETE FROM databasechangelogonline WHERE id OPERATOR(pg_catalog.=) '1' AND author OPERATOR(pg_catalog.=) 'example' AND filename OPERATOR(pg_catalog.=) 'changelog.xml' AND change OPERATOR(pg_catalog.=) 0 AND step OPERATOR(pg_catalog.=) pg_catalog.concat('constraint ', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).identity, ' sale_country_online_not_null');
COMMIT;
-- 9. add check sale_day_online_not_null, not valid
--    locks sale: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE sale ADD CONSTRAINT sale_day_online_not_null CHECK (day IS DISTINCT FROM NULL) NOT VALID;
INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, object, started) VALUES ('1', 'example', 'changelog.xml', 0, pg_catalog.concat('constraint ', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).identity, ' sale_day_online_not_null'), 'object', 'created', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).identity, ARRAY['CONSTRAINT', (pg_catalog.pg_identify_object_as_address('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).object_names[1], 'sale', 'sale_day_online_not_null', '']::pg_catalog.text[], pg_catalog.clock_timestamp()) ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = excluded.status, object = excluded.object, updated = pg_catalog.now();
COMMIT;
-- 10. validate the check
--    locks sale: SHARE UPDATE EXCLUSIVE, table scan
ALTER TABLE sale VALIDATE CONSTRAINT sale_day_online_not_null;
-- 11. set NOT NULL, which the check proves
--    locks sale: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE sale ALTER COLUMN day SET NOT NULL;
INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, object, started) VALUES ('1', 'example', 'changelog.xml', 0, pg_catalog.concat('not null ', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).identity, ' day'), 'object', 'created', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).identity, ARRAY['NOT_NULL', (pg_catalog.pg_identify_object_as_address('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).object_names[1], 'sale', 'day', '']::pg_catalog.text[], pg_catalog.clock_timestamp()) ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = excluded.status, object = excluded.object, updated = pg_catalog.now();
COMMIT;
-- 12. drop check sale_day_online_not_null
--    locks sale: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE sale DROP CONSTRAINT sale_day_online_not_null;
DELETE FROM databasechangelogonline WHERE id OPERATOR(pg_catalog.=) '1' AND author OPERATOR(pg_catalog.=) 'example' AND filename OPERATOR(pg_catalog.=) 'changelog.xml' AND change OPERATOR(pg_catalog.=) 0 AND step OPERATOR(pg_catalog.=) pg_catalog.concat('constraint ', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).identity, ' sale_day_online_not_null');
COMMIT;
-- 13. declare constraint sale_pkey on sale alone
--    locks sale: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE ONLY sale ADD CONSTRAINT sale_pkey PRIMARY KEY (id, country, day);
INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, object, started) VALUES ('1', 'example', 'changelog.xml', 0, pg_catalog.concat('constraint ', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).identity, ' sale_pkey'), 'object', 'created', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).identity, ARRAY['CONSTRAINT', (pg_catalog.pg_identify_object_as_address('pg_catalog.pg_class'::pg_catalog.regclass, 'sale'::pg_catalog.regclass, 0)).object_names[1], 'sale', 'sale_pkey', '']::pg_catalog.text[], pg_catalog.clock_timestamp()) ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = excluded.status, object = excluded.object, updated = pg_catalog.now();
COMMIT;
INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, object, started) SELECT '1', 'example', 'changelog.xml', 0, pg_catalog.format('%s %I.%I %I', pg_catalog.lower(k.kind), m.place, m.tab, m.name), 'object', 'building', pg_catalog.format('%I.%I', m.place, m.tab), ARRAY[k.kind, m.place::pg_catalog.text, m.tab::pg_catalog.text, m.name, m.detail]::pg_catalog.text[], pg_catalog.clock_timestamp() FROM (SELECT n.nspname, c.relname, own.name, CASE WHEN t.isleaf THEN ARRAY['INDEX', 'CONSTRAINT'] ELSE ARRAY['CONSTRAINT'] END, ''::pg_catalog.text FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass('sale')) t JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) t.relid JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace CROSS JOIN LATERAL (SELECT CASE WHEN pg_catalog.octet_length(pg_catalog.concat(c.relname, '_pkey')) OPERATOR(pg_catalog.<=) 63 THEN pg_catalog.concat(c.relname, '_pkey') ELSE pg_catalog.concat(pg_catalog.left(pg_catalog.concat(c.relname, ''), (SELECT pg_catalog.max(n) FROM pg_catalog.generate_series(1, 49) AS n WHERE pg_catalog.octet_length(pg_catalog.left(pg_catalog.concat(c.relname, ''), n)) OPERATOR(pg_catalog.<=) 49)), '_', pg_catalog.left(pg_catalog.md5(pg_catalog.concat(c.relname, '_pkey')), 8), '_pkey') END AS name) AS own WHERE t.level OPERATOR(pg_catalog.>) 0 AND NOT EXISTS (SELECT FROM pg_catalog.pg_class x WHERE x.relnamespace OPERATOR(pg_catalog.=) n.oid AND x.relname OPERATOR(pg_catalog.=) own.name)) AS m (place, tab, name, kinds, detail) CROSS JOIN LATERAL pg_catalog.unnest(m.kinds) AS k (kind) ON CONFLICT (id, author, filename, change, step) DO NOTHING;
-- 14. build the constraint on each partition
SELECT CASE WHEN t.isleaf THEN pg_catalog.format('CREATE UNIQUE INDEX CONCURRENTLY %2$I ON %1$s (id, country, day)', t.relid, own.name, pn.nspname, parent.name, cn.nspname) ELSE 'SELECT' END,
  CASE WHEN t.isleaf THEN pg_catalog.format('BEGIN; SET LOCAL lock_timeout = ''200ms''; ALTER TABLE %1$s ADD CONSTRAINT %2$I PRIMARY KEY USING INDEX %2$I; LOCK TABLE %1$s IN ACCESS EXCLUSIVE MODE; ALTER INDEX %3$I.%4$I ATTACH PARTITION %5$I.%2$I; COMMIT', t.relid, own.name, pn.nspname, parent.name, cn.nspname)
  ELSE pg_catalog.format('BEGIN; SET LOCAL lock_timeout = ''200ms''; ALTER TABLE ONLY %1$s ADD CONSTRAINT %2$I PRIMARY KEY (id, country, day); LOCK TABLE %1$s IN ACCESS EXCLUSIVE MODE; ALTER INDEX %3$I.%4$I ATTACH PARTITION %5$I.%2$I; COMMIT', t.relid, own.name, pn.nspname, parent.name, cn.nspname) END
FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass('sale')) t
JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) t.relid
JOIN pg_catalog.pg_namespace cn ON cn.oid OPERATOR(pg_catalog.=) c.relnamespace
JOIN pg_catalog.pg_class p ON p.oid OPERATOR(pg_catalog.=) t.parentrelid
JOIN pg_catalog.pg_namespace pn ON pn.oid OPERATOR(pg_catalog.=) p.relnamespace
CROSS JOIN LATERAL (SELECT CASE WHEN pg_catalog.octet_length(pg_catalog.concat(c.relname, '_pkey')) OPERATOR(pg_catalog.<=) 63 THEN pg_catalog.concat(c.relname, '_pkey') ELSE pg_catalog.concat(pg_catalog.left(pg_catalog.concat(c.relname, ''), (SELECT pg_catalog.max(n) FROM pg_catalog.generate_series(1, 49) AS n WHERE pg_catalog.octet_length(pg_catalog.left(pg_catalog.concat(c.relname, ''), n)) OPERATOR(pg_catalog.<=) 49)), '_', pg_catalog.left(pg_catalog.md5(pg_catalog.concat(c.relname, '_pkey')), 8), '_pkey') END AS name) AS own
CROSS JOIN LATERAL (SELECT CASE WHEN p.oid OPERATOR(pg_catalog.=) pg_catalog.to_regclass('sale') THEN 'sale_pkey' ELSE CASE WHEN pg_catalog.octet_length(pg_catalog.concat(p.relname, '_pkey')) OPERATOR(pg_catalog.<=) 63 THEN pg_catalog.concat(p.relname, '_pkey') ELSE pg_catalog.concat(pg_catalog.left(pg_catalog.concat(p.relname, ''), (SELECT pg_catalog.max(n) FROM pg_catalog.generate_series(1, 49) AS n WHERE pg_catalog.octet_length(pg_catalog.left(pg_catalog.concat(p.relname, ''), n)) OPERATOR(pg_catalog.<=) 49)), '_', pg_catalog.left(pg_catalog.md5(pg_catalog.concat(p.relname, '_pkey')), 8), '_pkey') END END AS name) AS parent
WHERE t.level OPERATOR(pg_catalog.>) 0 ORDER BY t.level, t.relid::pg_catalog.text \gexec
-- the query above wrote the statements for every partition, and psql ran them;
UPDATE databasechangelogonline SET status = 'created', updated = pg_catalog.now() WHERE id OPERATOR(pg_catalog.=) '1' AND author OPERATOR(pg_catalog.=) 'example' AND filename OPERATOR(pg_catalog.=) 'changelog.xml' AND change OPERATOR(pg_catalog.=) 0 AND status OPERATOR(pg_catalog.=) 'building';
-- 15. check that every partition has the constraint
DO $online$
#variable_conflict use_column
DECLARE samples pg_catalog.text; found bigint;
BEGIN
  SELECT pg_catalog.string_agg(f.sample, '; '), pg_catalog.max(f.total) INTO samples, found FROM (
    SELECT t.relid::pg_catalog.text AS sample, pg_catalog.count(*) OVER () AS total FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass('sale')) t WHERE t.isleaf AND NOT EXISTS (SELECT FROM pg_catalog.pg_index i JOIN pg_catalog.pg_partition_tree(pg_catalog.to_regclass('sale_pkey')) x ON x.relid OPERATOR(pg_catalog.=) i.indexrelid WHERE i.indrelid OPERATOR(pg_catalog.=) t.relid AND i.indisvalid) LIMIT 10
  ) AS f;
  IF found OPERATOR(pg_catalog.>) 0 THEN
    RAISE EXCEPTION USING MESSAGE = pg_catalog.concat(pg_catalog.replace('addPrimaryKeyConcurrently sale (id, country, day): %d partitions lack an attached index of the constraint sale_pkey', '%d', found::pg_catalog.text), ': ',
      samples),
      HINT = 'run update again: it goes on with these';
  END IF;
END $online$;
UPDATE databasechangelogonline SET status = 'done', updated = pg_catalog.now() WHERE id OPERATOR(pg_catalog.=) '1' AND author OPERATOR(pg_catalog.=) 'example' AND filename OPERATOR(pg_catalog.=) 'changelog.xml' AND change OPERATOR(pg_catalog.=) 0 AND kind OPERATOR(pg_catalog.<>) 'object' AND status OPERATOR(pg_catalog.<>) 'done';
RESET statement_timeout;
RESET lock_timeout;
