--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email text);
CREATE INDEX customer_email ON customer (email);

--changeset example:2
SET LOCAL lock_timeout = '2s';
CREATE INDEX IF NOT EXISTS customer_email ON customer (email);
