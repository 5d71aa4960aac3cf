--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email text);
CREATE TABLE invoice (id bigint PRIMARY KEY, customer_id bigint);

--changeset example:2
ALTER TABLE customer ADD CONSTRAINT email_given CHECK (email <> '') NOT VALID;

--changeset example:3
ALTER TABLE invoice ADD COLUMN note text;

--changeset example:4
ALTER TABLE customer VALIDATE CONSTRAINT email_given;
