--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));

--changeset example:2
DO 'BEGIN EXECUTE ''ALTER TABLE customer ADD COLUMN '' || ''country text''; END';
