--liquibase formatted sql

--changeset example:reading
CREATE TABLE reading (id bigint NOT NULL, sensor bigint, at date) PARTITION BY RANGE (id);
CREATE TABLE reading_low PARTITION OF reading FOR VALUES FROM (0) TO (1000000);
CREATE TABLE reading_high PARTITION OF reading FOR VALUES FROM (1000000) TO (MAXVALUE);

--changeset example:parent
SET LOCAL lock_timeout = '2s';
CREATE INDEX reading_sensor ON ONLY reading (sensor);

--changeset example:low runInTransaction:false
DROP INDEX CONCURRENTLY IF EXISTS reading_low_sensor;
CREATE INDEX CONCURRENTLY reading_low_sensor ON reading_low (sensor);

--changeset example:high runInTransaction:false
DROP INDEX CONCURRENTLY IF EXISTS reading_high_sensor;
CREATE INDEX CONCURRENTLY reading_high_sensor ON reading_high (sensor);

--changeset example:attach
SET LOCAL lock_timeout = '2s';
ALTER INDEX reading_sensor ATTACH PARTITION reading_low_sensor;
ALTER INDEX reading_sensor ATTACH PARTITION reading_high_sensor;
