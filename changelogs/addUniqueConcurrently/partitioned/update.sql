-- addUniqueConcurrently event (happened, id), for psql against PostgreSQL 17, outside a transaction
-- A script cannot retry or resume as update does: when a statement fails, mend the cause and go on there.
SET lock_timeout = 0;
SET statement_timeout = 0;
-- 1. declare constraint event_unique on event alone
--    locks event: ACCESS EXCLUSIVE, catalog only
BEGIN;
SET LOCAL lock_timeout = '200ms';
ALTER TABLE ONLY event ADD CONSTRAINT event_unique UNIQUE (happened, id);
COMMIT;
-- 2. build the constraint on each partition
SELECT CASE WHEN t.isleaf THEN format('CREATE UNIQUE INDEX CONCURRENTLY %I ON %s (happened, id)', own.name, t.relid) ELSE 'SELECT' END,
  CASE WHEN t.isleaf THEN format('BEGIN; SET LOCAL lock_timeout = ''200ms''; ALTER TABLE %s ADD CONSTRAINT %I UNIQUE USING INDEX %I; LOCK TABLE %s IN ACCESS EXCLUSIVE MODE; ALTER INDEX %I.%I ATTACH PARTITION %I.%I; COMMIT', t.relid, own.name, own.name, t.relid, pn.nspname, parent.name, cn.nspname, own.name)
  ELSE format('BEGIN; SET LOCAL lock_timeout = ''200ms''; ALTER TABLE ONLY %s ADD CONSTRAINT %I UNIQUE (happened, id); LOCK TABLE %s IN ACCESS EXCLUSIVE MODE; ALTER INDEX %I.%I ATTACH PARTITION %I.%I; COMMIT', t.relid, own.name, t.relid, pn.nspname, parent.name, cn.nspname, own.name) END
FROM pg_partition_tree(pg_catalog.to_regclass('event')) t
JOIN pg_class c ON c.oid = t.relid JOIN pg_namespace cn ON cn.oid = c.relnamespace
JOIN pg_class p ON p.oid = t.parentrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace
CROSS JOIN LATERAL (SELECT CASE WHEN octet_length(c.relname::text || '_happened_id' || '_key') <= 63 THEN c.relname::text || '_happened_id' || '_key' ELSE left(c.relname::text || '_happened_id', (SELECT max(n) FROM generate_series(1, 50) AS n WHERE octet_length(left(c.relname::text || '_happened_id', n)) <= 50)) || '_' || left(md5(c.relname::text || '_happened_id' || '_key'), 8) || '_key' END AS name) AS own
CROSS JOIN LATERAL (SELECT CASE WHEN p.oid = pg_catalog.to_regclass('event') THEN 'event_unique' ELSE CASE WHEN octet_length(p.relname::text || '_happened_id' || '_key') <= 63 THEN p.relname::text || '_happened_id' || '_key' ELSE left(p.relname::text || '_happened_id', (SELECT max(n) FROM generate_series(1, 50) AS n WHERE octet_length(left(p.relname::text || '_happened_id', n)) <= 50)) || '_' || left(md5(p.relname::text || '_happened_id' || '_key'), 8) || '_key' END END AS name) AS parent
WHERE t.level > 0 ORDER BY t.level, t.relid::text \gexec
-- the query above wrote the statements for every partition, and psql ran them;
-- 3. check that every partition has the constraint
DO $online$
#variable_conflict use_column
DECLARE samples text; found bigint;
BEGIN
  SELECT string_agg(f.sample, '; '), max(f.total) INTO samples, found FROM (
    SELECT t.relid::text AS sample, count(*) OVER () AS total FROM pg_partition_tree(pg_catalog.to_regclass('event')) t WHERE t.isleaf AND NOT EXISTS (SELECT FROM pg_index i JOIN pg_partition_tree(pg_catalog.to_regclass('event_unique')) x ON x.relid = i.indexrelid WHERE i.indrelid = t.relid AND i.indisvalid) LIMIT 10
  ) AS f;
  IF found > 0 THEN
    RAISE EXCEPTION USING MESSAGE = replace('addUniqueConcurrently event (happened, id): %d partitions lack an attached index of the constraint event_unique', '%d', found::text) || ': ' || samples,
      HINT = 'run update again: it goes on with these';
  END IF;
END $online$;
RESET statement_timeout;
RESET lock_timeout;
