--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));
CREATE TABLE sale (id bigint PRIMARY KEY);

--changeset example:2
SET LOCAL lock_timeout = '2s';
ALTER TABLE customer ADD COLUMN country text;
SET LOCAL lock_timeout = 0;
ALTER TABLE sale ADD COLUMN city text;

--changeset example:3 runInTransaction:false
ALTER TABLE sale ALTER COLUMN city SET DEFAULT '';
