--liquibase formatted sql

--changeset example:1
CREATE EXTENSION citext;
CREATE TABLE account (id bigint PRIMARY KEY, email text);
CREATE INDEX account_email ON account (email);

--changeset example:2
SET LOCAL lock_timeout = '2s';
ALTER TABLE account ALTER COLUMN email TYPE citext;
