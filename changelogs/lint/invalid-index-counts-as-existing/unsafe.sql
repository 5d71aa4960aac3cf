--liquibase formatted sql

--changeset example:product
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(40), price numeric(10, 2));

--changeset example:sku runInTransaction:false
CREATE INDEX CONCURRENTLY IF NOT EXISTS product_sku ON product (sku);
