--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));

--changeset example:2
SET statement_timeout = '5min';
INSERT INTO customer (id) VALUES (-1);

--changeset example:3 runInTransaction:false
CREATE UNIQUE INDEX CONCURRENTLY customer_email ON customer (email);
