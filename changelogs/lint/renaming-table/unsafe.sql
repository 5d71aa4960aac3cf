--liquibase formatted sql

--changeset shop:1
CREATE SCHEMA shop;
CREATE TABLE product (id bigint PRIMARY KEY);

--changeset shop:2
ALTER TABLE product SET SCHEMA shop;
