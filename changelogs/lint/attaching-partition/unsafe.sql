--liquibase formatted sql

--changeset example:1
CREATE TABLE event (id bigint NOT NULL, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE event_2025 PARTITION OF event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE event_2026 (id bigint NOT NULL, day date NOT NULL);

--changeset example:2
ALTER TABLE event ATTACH PARTITION event_2026 FOR VALUES FROM ('2026-01-01') TO ('2028-01-01');
