--liquibase formatted sql

--changeset example:1
CREATE EXTENSION citext;
CREATE TABLE account (id bigint PRIMARY KEY, email citext);

--changeset example:2
SET LOCAL lock_timeout = '2s';
DROP EXTENSION citext CASCADE;
