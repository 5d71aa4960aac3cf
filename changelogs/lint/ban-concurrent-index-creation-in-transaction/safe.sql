--liquibase formatted sql

--changeset example:product
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(40), price numeric(10, 2));
CREATE INDEX product_sku ON product (sku);

--changeset example:drop runInTransaction:false
DROP INDEX CONCURRENTLY IF EXISTS product_sku;

--changeset example:vacuum runInTransaction:false
VACUUM (ANALYZE) product;
