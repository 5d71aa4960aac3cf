--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));

--changeset example:2
SET LOCAL lock_timeout = '2s';
ALTER TABLE customer ADD COLUMN country text;

--changeset example:3 runInTransaction:false
SET statement_timeout = '1min';
ANALYZE customer;
RESET statement_timeout;
