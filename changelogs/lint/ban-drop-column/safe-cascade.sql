--liquibase formatted sql

--changeset example:1
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE customer (id bigint PRIMARY KEY, mood text);

--changeset example:2
DROP TYPE mood CASCADE;

--changeset example:3
SET LOCAL lock_timeout = '2s';
ALTER TABLE customer DROP COLUMN IF EXISTS age;
