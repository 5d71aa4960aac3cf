--liquibase formatted sql

--changeset example:reading
CREATE TABLE reading (id bigint NOT NULL, sensor bigint, at date) PARTITION BY RANGE (id);
CREATE TABLE reading_low PARTITION OF reading FOR VALUES FROM (0) TO (1000000);
CREATE TABLE reading_high PARTITION OF reading FOR VALUES FROM (1000000) TO (MAXVALUE);

--changeset example:sensor
CREATE TABLE sensor (id bigint PRIMARY KEY);

--changeset example:low
SET LOCAL lock_timeout = '2s';
ALTER TABLE reading_low ADD CONSTRAINT reading_sensor FOREIGN KEY (sensor) REFERENCES sensor (id) NOT VALID;

--changeset example:validate-low
ALTER TABLE reading_low VALIDATE CONSTRAINT reading_sensor;
