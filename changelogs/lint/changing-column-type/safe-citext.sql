--liquibase formatted sql

--changeset example:1
CREATE EXTENSION citext;
CREATE TABLE account (id bigint PRIMARY KEY, email text, nick citext);

--changeset example:2
SET LOCAL lock_timeout = '2s';
ALTER TABLE account ALTER COLUMN email TYPE citext, ALTER COLUMN nick TYPE text;
