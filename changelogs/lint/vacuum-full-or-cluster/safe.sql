--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));

--changeset example:2 runInTransaction:false
VACUUM (ANALYZE) customer;

--changeset example:3
ALTER TABLE customer CLUSTER ON customer_pkey;
