--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(50));

--changeset example:2
SET LOCAL lock_timeout = '2s';
ALTER TABLE customer ALTER COLUMN email TYPE varchar(200);
ANALYZE customer (email);
