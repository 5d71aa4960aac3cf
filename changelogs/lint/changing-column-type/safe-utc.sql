--liquibase formatted sql

--changeset example:1
CREATE TABLE event (id bigint PRIMARY KEY, at timestamp, seen timestamptz);
CREATE INDEX event_seen ON event (seen);

--changeset example:2
SET LOCAL lock_timeout = '2s';
SET LOCAL TIME ZONE 'UTC';
ALTER TABLE event ALTER COLUMN at TYPE timestamptz;
