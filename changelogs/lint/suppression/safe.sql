--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));

--changeset example:2
-- liquibase-online:ignore update-of-many-rows some dozens, counted on 2026-03-01
UPDATE customer SET status = 'old' WHERE email IS NULL;
