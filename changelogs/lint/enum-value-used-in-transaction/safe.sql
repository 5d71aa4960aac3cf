--liquibase formatted sql

--changeset example:1
CREATE TYPE state AS ENUM ('open', 'paid');
CREATE TABLE invoice (id bigint PRIMARY KEY, state state);
CREATE TABLE label (name text PRIMARY KEY);

--changeset example:2
ALTER TYPE state ADD VALUE 'cancelled';
INSERT INTO label VALUES ('cancelled');

--changeset example:3
INSERT INTO invoice VALUES (-1, 'cancelled');
