--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));

--changeset example:2 runInTransaction:false
CREATE INDEX CONCURRENTLY customer_email ON customer (email);

--changeset example:3 runInTransaction:false
CREATE INDEX CONCURRENTLY customer_status ON customer (status);

--changeset example:4 runInTransaction:false
DROP INDEX CONCURRENTLY IF EXISTS customer_status;
ANALYZE customer;
CREATE INDEX CONCURRENTLY customer_status ON customer (status, id);
