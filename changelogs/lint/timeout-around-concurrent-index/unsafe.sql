--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));

--changeset example:2 runInTransaction:false
SET lock_timeout = '5s';
CREATE INDEX CONCURRENTLY customer_email ON customer (email);
RESET lock_timeout;
