--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));

--changeset example:2 runInTransaction:false splitStatements:false
SET statement_timeout = 0;
CREATE INDEX CONCURRENTLY customer_email ON customer (email);
