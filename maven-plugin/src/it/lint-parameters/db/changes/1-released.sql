--liquibase formatted sql

--changeset shop:tables
CREATE TABLE product (id bigint PRIMARY KEY, sku text, name text);
CREATE TABLE colour (id bigint PRIMARY KEY, name text);

--changeset shop:old
CREATE INDEX product_old ON product (name);
