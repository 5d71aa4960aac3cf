--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));

--changeset example:2
-- liquibase-online:ignore update-of-many-rows
UPDATE customer SET status = 'old' WHERE email IS NULL;

--changeset example:3
-- liquibase-online:ignore update-of-any-rows some dozens
UPDATE customer SET status = 'new' WHERE email IS NULL;

--changeset example:4
-- liquibase-online:ignore update-of-many-rows until 2026-01-31 some dozens
UPDATE customer SET status = 'none' WHERE email IS NULL;

--changeset example:5
-- liquibase-online:ignore update-of-many-rows some dozens
UPDATE customer SET status = 'me' WHERE id = 1;
