--liquibase formatted sql

--changeset example:product
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(40), price numeric(10, 2));

--changeset example:sku runInTransaction:false
DROP INDEX CONCURRENTLY IF EXISTS product_sku;
CREATE INDEX CONCURRENTLY product_sku ON product (sku);

--changeset example:price runInTransaction:false
DROP INDEX CONCURRENTLY IF EXISTS product_price;
CREATE INDEX CONCURRENTLY product_price ON product (price);
