--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));

--changeset example:2
SET LOCAL lock_timeout = '2s';
ALTER TABLE customer
    ADD CONSTRAINT email_given CHECK (email <> '') NOT VALID,
    ADD CONSTRAINT status_given CHECK (status <> '') NOT VALID;

--changeset example:3
SET LOCAL lock_timeout = '2s';
ALTER TABLE customer ADD COLUMN country text;
ALTER TABLE customer ADD COLUMN city text;
