--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));

--changeset example:2 runInTransaction:false
BEGIN;
INSERT INTO customer (id, status) VALUES (-1, 'test');
INSERT INTO customer (id, status) VALUES (-2, 'test');
COMMIT;
