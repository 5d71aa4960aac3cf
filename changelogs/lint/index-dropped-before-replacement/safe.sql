--liquibase formatted sql

--changeset example:product
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(40), price numeric(10, 2));
CREATE INDEX product_sku ON product (sku);

--changeset example:wider runInTransaction:false
DROP INDEX CONCURRENTLY IF EXISTS product_sku_price;
CREATE INDEX CONCURRENTLY product_sku_price ON product (sku, price);

--changeset example:drop runInTransaction:false
DROP INDEX CONCURRENTLY IF EXISTS product_sku;

--changeset example:price runInTransaction:false
DROP INDEX CONCURRENTLY IF EXISTS product_price;
CREATE INDEX CONCURRENTLY product_price ON product (price);
