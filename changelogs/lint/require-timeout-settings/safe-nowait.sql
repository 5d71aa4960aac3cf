--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email text);

--changeset example:2
LOCK TABLE customer IN ACCESS EXCLUSIVE MODE NOWAIT;
ALTER TABLE customer ADD COLUMN name text;
