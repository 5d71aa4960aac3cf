--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));

--changeset example:2
LOCK TABLE customer IN SHARE ROW EXCLUSIVE MODE NOWAIT;
INSERT INTO customer (id) VALUES (-1);

--changeset example:3
LOCK TABLE customer IN SHARE UPDATE EXCLUSIVE MODE;
