--liquibase formatted sql

--changeset example:reading
CREATE TABLE reading (id bigint NOT NULL, sensor bigint, at date) PARTITION BY RANGE (id);
CREATE TABLE reading_low PARTITION OF reading FOR VALUES FROM (0) TO (1000000);
CREATE TABLE reading_high PARTITION OF reading FOR VALUES FROM (1000000) TO (MAXVALUE);

--changeset example:sensor
CREATE INDEX reading_sensor ON reading (sensor, at);
