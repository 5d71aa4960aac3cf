--liquibase formatted sql

--changeset shop:table
CREATE TABLE product (id bigint PRIMARY KEY, sku text);

--changeset shop:index
CREATE INDEX product_sku ON product (sku);
