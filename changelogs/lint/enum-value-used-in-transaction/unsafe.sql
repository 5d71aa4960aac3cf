--liquibase formatted sql

--changeset example:1
CREATE TYPE state AS ENUM ('open', 'paid');
CREATE TABLE invoice (id bigint PRIMARY KEY, state state);
CREATE TABLE label (name text PRIMARY KEY);

--changeset example:2
ALTER TYPE state ADD VALUE 'cancelled';
ALTER TABLE invoice ALTER COLUMN state SET DEFAULT 'cancelled';
