--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));

--changeset example:2
SET LOCAL lock_timeout = '2s';
ALTER TABLE customer SET TABLESPACE pg_default;

--changeset example:3
CREATE TABLE staging (id bigint PRIMARY KEY);
ALTER TABLE staging SET UNLOGGED;
