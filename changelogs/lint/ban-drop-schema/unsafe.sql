--liquibase formatted sql

--changeset shop:1
CREATE SCHEMA archive;
CREATE TABLE archive.product (id bigint PRIMARY KEY);

--changeset shop:2
DROP SCHEMA IF EXISTS archive CASCADE;
