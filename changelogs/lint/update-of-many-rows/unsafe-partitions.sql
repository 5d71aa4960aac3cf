--liquibase formatted sql

--changeset example:1
CREATE TABLE visit (id bigint NOT NULL, day date NOT NULL, note text) PARTITION BY RANGE (day);
CREATE TABLE visit_2025 PARTITION OF visit FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE visit_2026 PARTITION OF visit FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

--changeset example:2
DELETE FROM visit WHERE note <> '3' OR note IS NULL;
