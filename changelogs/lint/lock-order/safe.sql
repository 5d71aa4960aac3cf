--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE TABLE invoice (id bigint PRIMARY KEY);

--changeset example:2
SET LOCAL lock_timeout = '2s';
ALTER TABLE customer ADD COLUMN note text;
ALTER TABLE invoice ADD COLUMN note text;

--changeset example:3
SET LOCAL lock_timeout = '2s';
ALTER TABLE customer ADD COLUMN remark text;
ALTER TABLE invoice ADD COLUMN remark text;
