--liquibase formatted sql

--changeset example:reading
CREATE TABLE reading (id bigint NOT NULL, sensor bigint, at date) PARTITION BY RANGE (id);
CREATE TABLE reading_low PARTITION OF reading FOR VALUES FROM (0) TO (1000000);
CREATE TABLE reading_high PARTITION OF reading FOR VALUES FROM (1000000) TO (MAXVALUE);

--changeset example:parent
SET LOCAL lock_timeout = '2s';
ALTER TABLE ONLY reading ADD CONSTRAINT reading_pkey PRIMARY KEY (id);

--changeset example:low runInTransaction:false
DROP INDEX CONCURRENTLY IF EXISTS reading_low_pkey;
CREATE UNIQUE INDEX CONCURRENTLY reading_low_pkey ON reading_low (id);

--changeset example:low-key
SET LOCAL lock_timeout = '2s';
ALTER TABLE reading_low ADD CONSTRAINT reading_low_pkey PRIMARY KEY USING INDEX reading_low_pkey;

--changeset example:attach-low
SET LOCAL lock_timeout = '2s';
ALTER INDEX reading_pkey ATTACH PARTITION reading_low_pkey;

--changeset example:high runInTransaction:false
DROP INDEX CONCURRENTLY IF EXISTS reading_high_pkey;
CREATE UNIQUE INDEX CONCURRENTLY reading_high_pkey ON reading_high (id);

--changeset example:high-key
SET LOCAL lock_timeout = '2s';
ALTER TABLE reading_high ADD CONSTRAINT reading_high_pkey PRIMARY KEY USING INDEX reading_high_pkey;

--changeset example:attach-high
SET LOCAL lock_timeout = '2s';
ALTER INDEX reading_pkey ATTACH PARTITION reading_high_pkey;
