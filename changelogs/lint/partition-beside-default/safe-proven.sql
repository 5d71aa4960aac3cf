--liquibase formatted sql

--changeset example:1
CREATE TABLE event (id bigint NOT NULL, day date) PARTITION BY RANGE (day);
CREATE TABLE event_2025 PARTITION OF event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE event_rest PARTITION OF event DEFAULT;
CREATE TABLE visit (id bigint NOT NULL, kind text) PARTITION BY LIST (kind);
CREATE TABLE visit_rest PARTITION OF visit DEFAULT;

--changeset example:2
ALTER TABLE event_rest ADD CONSTRAINT not_2030
    CHECK (NOT (day IS NOT NULL AND day >= '2030-01-01' AND day < '2031-01-01')) NOT VALID;
ALTER TABLE event_rest ADD CONSTRAINT not_2031
    CHECK (day IS NULL OR day < '2031-01-01' OR day >= '2032-01-01') NOT VALID;
ALTER TABLE visit_rest ADD CONSTRAINT no_visit
    CHECK (NOT (kind IS NOT NULL AND kind IN ('a', 'b'))) NOT VALID;

--changeset example:3
ALTER TABLE event_rest VALIDATE CONSTRAINT not_2030;
ALTER TABLE event_rest VALIDATE CONSTRAINT not_2031;
ALTER TABLE visit_rest VALIDATE CONSTRAINT no_visit;

--changeset example:4
SET LOCAL lock_timeout = '2s';
CREATE TABLE event_2030 PARTITION OF event FOR VALUES FROM ('2030-01-01') TO ('2031-01-01');

--changeset example:5
SET LOCAL lock_timeout = '2s';
CREATE TABLE event_2031 (LIKE event INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES);
ALTER TABLE event ATTACH PARTITION event_2031 FOR VALUES FROM ('2031-01-01') TO ('2032-01-01');

--changeset example:6
SET LOCAL lock_timeout = '2s';
CREATE TABLE visit_ab PARTITION OF visit FOR VALUES IN ('a', 'b');
