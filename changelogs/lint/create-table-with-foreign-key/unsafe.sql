--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));

--changeset example:2
CREATE TABLE invoice (id bigint PRIMARY KEY, customer_id bigint REFERENCES customer);
