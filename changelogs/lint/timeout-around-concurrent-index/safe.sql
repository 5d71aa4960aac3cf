--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));

--changeset example:2
SET LOCAL lock_timeout = '5s';
ALTER TABLE customer ADD COLUMN country text;

--changeset example:3 runInTransaction:false
CREATE INDEX CONCURRENTLY customer_email ON customer (email);
