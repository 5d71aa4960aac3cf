--liquibase formatted sql

--changeset example:1
CREATE TABLE event (id bigint PRIMARY KEY, at timestamp, seen timestamptz);

--changeset example:2
SET LOCAL lock_timeout = '2s';
SET LOCAL TIME ZONE 'Europe/London';
ALTER TABLE event ALTER COLUMN at TYPE timestamptz;

--changeset example:3
SET LOCAL lock_timeout = '2s';
SET LOCAL TIME ZONE 'UTC';
ALTER TABLE event ALTER COLUMN seen TYPE timestamp USING seen AT TIME ZONE 'UTC';
