--liquibase formatted sql

--changeset example:1
CREATE TABLE sensor (id integer PRIMARY KEY);
CREATE TABLE reading (id bigint NOT NULL, sensor integer, day date NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE reading_2025 PARTITION OF reading FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE reading_2026 PARTITION OF reading FOR VALUES FROM ('2026-01-01') TO ('2027-01-01') PARTITION BY LIST (id);
CREATE TABLE reading_2026_1 PARTITION OF reading_2026 FOR VALUES IN (1);

--changeset example:2
ALTER TABLE reading ADD CONSTRAINT reading_sensor FOREIGN KEY (sensor) REFERENCES sensor (id);
