-- addColumnOnline event (shop_id), for psql against PostgreSQL 17, outside a transaction
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
  INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, fingerprint) VALUES ('1', 'example', 'changelog.xml', 0, '', 'begun', 'begun', '4e01c9ef-74ba-3b96-80e7-8365cfcb994f') ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = 'begun', fingerprint = excluded.fingerprint, updated = pg_catalog.now();
END $online$;
-- 1. add column shop_id
--    locks event: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE event ADD COLUMN shop_id INTEGER;
INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, object, started) VALUES ('1', 'example', 'changelog.xml', 0, pg_catalog.concat('column ', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'event'::pg_catalog.regclass, 0)).identity, ' shop_id'), 'object', 'created', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'event'::pg_catalog.regclass, 0)).identity, ARRAY['COLUMN', (pg_catalog.pg_identify_object_as_address('pg_catalog.pg_class'::pg_catalog.regclass, 'event'::pg_catalog.regclass, 0)).object_names[1], 'event', 'shop_id', '']::pg_catalog.text[], pg_catalog.clock_timestamp()) ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = excluded.status, object = excluded.object, updated = pg_catalog.now();
COMMIT;
-- 2. fill column shop_id
INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, fingerprint) VALUES ('1', 'example', 'changelog.xml', 0, 'fill column shop_id', 'fill', 'running', 'event', '4e01c9ef-74ba-3b96-80e7-8365cfcb994f') ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = 'running', fingerprint = excluded.fingerprint, updated = pg_catalog.now();
--    in batches of 20 rows, each its own transaction: not inside BEGIN, not with psql -1
DO $online$
DECLARE part pg_catalog.regclass; place pg_catalog.tid; places pg_catalog.tid[] := '{}'; pass int := 0;
  rows_left boolean; written bigint;
BEGIN
  LOOP
    IF pg_catalog.row_security_active(pg_catalog.to_regclass('event')) THEN
      RAISE EXCEPTION 'row security hides rows of % from %', pg_catalog.to_regclass('event'), current_user;
    END IF;
    EXECUTE 'SELECT EXISTS (SELECT FROM event WHERE (shop_id IS NULL))' INTO rows_left;
    EXIT WHEN NOT rows_left;
    pass := pass OPERATOR(pg_catalog.+) 1;
    IF pass OPERATOR(pg_catalog.>) 5 THEN
      RAISE EXCEPTION 'rows still match after 5 passes: something goes on writing them, or the values do not make the condition false';
    END IF;
    FOR part IN WITH RECURSIVE parts (oid) AS (SELECT pg_catalog.to_regclass('event')::pg_catalog.oid UNION SELECT h.inhrelid FROM pg_catalog.pg_inherits h JOIN parts ON h.inhparent OPERATOR(pg_catalog.=) parts.oid) SELECT parts.oid::pg_catalog.regclass FROM parts JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) parts.oid WHERE c.relkind OPERATOR(pg_catalog.=) 'r' ORDER BY 1 LOOP
      IF pg_catalog.row_security_active(part) THEN
        RAISE EXCEPTION 'row security hides rows of % from %', part, current_user;
      END IF;
      FOR place IN EXECUTE pg_catalog.format('SELECT ctid FROM ONLY %s AS event WHERE (shop_id IS NULL)', part) LOOP
        places := pg_catalog.array_append(places, place);
        IF pg_catalog.cardinality(places) OPERATOR(pg_catalog.>=) 20 THEN
          EXECUTE pg_catalog.format('UPDATE ONLY %s AS event SET shop_id = 7 WHERE ctid OPERATOR(pg_catalog.=) ANY ($1) AND (shop_id IS NULL)', part) USING places; GET DIAGNOSTICS written = ROW_COUNT; UPDATE databasechangelogonline SET rows_written = rows_written OPERATOR(pg_catalog.+) written, updated = pg_catalog.clock_timestamp() WHERE id OPERATOR(pg_catalog.=) '1' AND author OPERATOR(pg_catalog.=) 'example' AND filename OPERATOR(pg_catalog.=) 'changelog.xml' AND change OPERATOR(pg_catalog.=) 0 AND step OPERATOR(pg_catalog.=) 'fill column shop_id';
          COMMIT;
          places := '{}';
        END IF;
      END LOOP;
      EXECUTE pg_catalog.format('UPDATE ONLY %s AS event SET shop_id = 7 WHERE ctid OPERATOR(pg_catalog.=) ANY ($1) AND (shop_id IS NULL)', part) USING places; GET DIAGNOSTICS written = ROW_COUNT; UPDATE databasechangelogonline SET rows_written = rows_written OPERATOR(pg_catalog.+) written, updated = pg_catalog.clock_timestamp() WHERE id OPERATOR(pg_catalog.=) '1' AND author OPERATOR(pg_catalog.=) 'example' AND filename OPERATOR(pg_catalog.=) 'changelog.xml' AND change OPERATOR(pg_catalog.=) 0 AND step OPERATOR(pg_catalog.=) 'fill column shop_id';
      COMMIT;
      places := '{}';
    END LOOP;
  END LOOP;
END $online$;
UPDATE databasechangelogonline SET status = 'done', walked = true, updated = pg_catalog.now() WHERE id OPERATOR(pg_catalog.=) '1' AND author OPERATOR(pg_catalog.=) 'example' AND filename OPERATOR(pg_catalog.=) 'changelog.xml' AND change OPERATOR(pg_catalog.=) 0 AND step OPERATOR(pg_catalog.=) 'fill column shop_id';
INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, object, started) SELECT '1', 'example', 'changelog.xml', 0, pg_catalog.format('%s %I.%I %I', pg_catalog.lower(k.kind), m.place, m.tab, m.name), 'object', 'building', pg_catalog.format('%I.%I', m.place, m.tab), ARRAY[k.kind, m.place::pg_catalog.text, m.tab::pg_catalog.text, m.name, m.detail]::pg_catalog.text[], pg_catalog.clock_timestamp() FROM (SELECT n.nspname, c.relname, 'event_shop_id_fkey'::pg_catalog.text, ARRAY['CONSTRAINT'], referenced.identity FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass('event')) t JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) t.relid JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace CROSS JOIN pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, pg_catalog.to_regclass('shop'), 0) AS referenced WHERE t.isleaf) AS m (place, tab, name, kinds, detail) CROSS JOIN LATERAL pg_catalog.unnest(m.kinds) AS k (kind) ON CONFLICT (id, author, filename, change, step) DO NOTHING;
-- 3. add the foreign key to each partition
SELECT pg_catalog.format('BEGIN; SET LOCAL lock_timeout = ''200ms''; ALTER TABLE %1$s ADD CONSTRAINT event_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop (id) NOT VALID; COMMIT', t.relid),
  pg_catalog.format('ALTER TABLE %1$s VALIDATE CONSTRAINT event_shop_id_fkey', t.relid)
FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass('event')) t WHERE t.isleaf ORDER BY t.relid::pg_catalog.text \gexec
-- the query above wrote the statements for every partition, and psql ran them;
UPDATE databasechangelogonline SET status = 'created', updated = pg_catalog.now() WHERE id OPERATOR(pg_catalog.=) '1' AND author OPERATOR(pg_catalog.=) 'example' AND filename OPERATOR(pg_catalog.=) 'changelog.xml' AND change OPERATOR(pg_catalog.=) 0 AND status OPERATOR(pg_catalog.=) 'building';
-- 4. check that every partition has the foreign key
DO $online$
#variable_conflict use_column
DECLARE samples pg_catalog.text; found bigint;
BEGIN
  SELECT pg_catalog.string_agg(f.sample, '; '), pg_catalog.max(f.total) INTO samples, found FROM (
    SELECT t.relid::pg_catalog.text AS sample, pg_catalog.count(*) OVER () AS total FROM pg_catalog.pg_partition_tree(pg_catalog.to_regclass('event')) t WHERE t.isleaf AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint c WHERE c.contype OPERATOR(pg_catalog.=) 'f' AND c.conrelid OPERATOR(pg_catalog.=) t.relid AND c.confrelid OPERATOR(pg_catalog.=) pg_catalog.to_regclass('shop') AND (SELECT pg_catalog.array_agg(a.attname::pg_catalog.text ORDER BY k.position) FROM pg_catalog.unnest(c.conkey) WITH ORDINALITY AS k (attnum, position) JOIN pg_catalog.pg_attribute a ON a.attrelid OPERATOR(pg_catalog.=) c.conrelid AND a.attnum OPERATOR(pg_catalog.=) k.attnum) OPERATOR(pg_catalog.=) ARRAY['shop_id']::pg_catalog.text[] AND (SELECT pg_catalog.array_agg(a.attname::pg_catalog.text ORDER BY k.position) FROM pg_catalog.unnest(c.confkey) WITH ORDINALITY AS k (attnum, position) JOIN pg_catalog.pg_attribute a ON a.attrelid OPERATOR(pg_catalog.=) c.confrelid AND a.attnum OPERATOR(pg_catalog.=) k.attnum) OPERATOR(pg_catalog.=) ARRAY['id']::pg_catalog.text[] AND c.confmatchtype OPERATOR(pg_catalog.=) 's' AND c.confupdtype OPERATOR(pg_catalog.=) 'a' AND c.confdeltype OPERATOR(pg_catalog.=) 'a' AND c.condeferrable OPERATOR(pg_catalog.=) false AND c.condeferred OPERATOR(pg_catalog.=) false AND pg_catalog.jsonb_extract_path_text(pg_catalog.to_jsonb(c), 'confdelsetcols') IS NULL AND coalesce(pg_catalog.jsonb_extract_path_text(pg_catalog.to_jsonb(c), 'conperiod'), 'false') OPERATOR(pg_catalog.=) 'false' AND coalesce(pg_catalog.jsonb_extract_path_text(pg_catalog.to_jsonb(c), 'conenforced'), 'true') OPERATOR(pg_catalog.=) 'true' AND c.convalidated) LIMIT 10
  ) AS f;
  IF found OPERATOR(pg_catalog.>) 0 THEN
    RAISE EXCEPTION USING MESSAGE = pg_catalog.concat(pg_catalog.replace('addColumnOnline event (shop_id): %d partitions lack a valid foreign key like event_shop_id_fkey', '%d', found::pg_catalog.text), ': ',
      samples),
      HINT = 'run update again: it goes on with these';
  END IF;
END $online$;
-- 5. add foreign key event_shop_id_fkey, which takes over those of the partitions
--    locks event: SHARE ROW EXCLUSIVE, catalog only; shop: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE event ADD CONSTRAINT event_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop (id);
INSERT INTO databasechangelogonline (id, author, filename, change, step, kind, status, relation, object, started) VALUES ('1', 'example', 'changelog.xml', 0, pg_catalog.concat('constraint ', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'event'::pg_catalog.regclass, 0)).identity, ' event_shop_id_fkey'), 'object', 'created', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'event'::pg_catalog.regclass, 0)).identity, ARRAY['CONSTRAINT', (pg_catalog.pg_identify_object_as_address('pg_catalog.pg_class'::pg_catalog.regclass, 'event'::pg_catalog.regclass, 0)).object_names[1], 'event', 'event_shop_id_fkey', (pg_catalog.pg_identify_object('pg_catalog.pg_class'::pg_catalog.regclass, 'shop'::pg_catalog.regclass, 0)).identity]::pg_catalog.text[], pg_catalog.clock_timestamp()) ON CONFLICT (id, author, filename, change, step) DO UPDATE SET status = excluded.status, object = excluded.object, updated = pg_catalog.now();
COMMIT;
UPDATE databasechangelogonline SET status = 'done', updated = pg_catalog.now() WHERE id OPERATOR(pg_catalog.=) '1' AND author OPERATOR(pg_catalog.=) 'example' AND filename OPERATOR(pg_catalog.=) 'changelog.xml' AND change OPERATOR(pg_catalog.=) 0 AND kind OPERATOR(pg_catalog.<>) 'object' AND status OPERATOR(pg_catalog.<>) 'done';
RESET statement_timeout;
RESET lock_timeout;
