--liquibase formatted sql

--changeset example:1
CREATE EXTENSION pgcrypto;
CREATE TABLE customer (id bigint PRIMARY KEY);

--changeset example:2
SET LOCAL lock_timeout = '2s';
ALTER TABLE customer ADD COLUMN salt text DEFAULT gen_salt('md5');
