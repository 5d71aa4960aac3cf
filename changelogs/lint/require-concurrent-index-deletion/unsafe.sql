--liquibase formatted sql

--changeset example:product
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(40), price numeric(10, 2));
CREATE INDEX product_sku ON product (sku);
CREATE INDEX product_price ON product (price);

--changeset example:drop
DROP INDEX IF EXISTS product_sku, product_price;
