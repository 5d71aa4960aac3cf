--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));

--changeset example:2 runInTransaction:false
VACUUM FULL customer;

--changeset example:3
CLUSTER customer USING customer_pkey;
