--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));
CREATE TABLE invoice (id bigint PRIMARY KEY, customer_id bigint REFERENCES customer);

--changeset example:2
SET LOCAL lock_timeout = '2s';
CREATE TABLE item (id bigint PRIMARY KEY, invoice_id bigint REFERENCES invoice);
