--liquibase formatted sql

--changeset example:product
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(40), price numeric(10, 2));

--changeset example:build runInTransaction:false
DROP INDEX CONCURRENTLY IF EXISTS product_sku_key;
CREATE UNIQUE INDEX CONCURRENTLY product_sku_key ON product (sku);

--changeset example:constraint
SET LOCAL lock_timeout = '2s';
ALTER TABLE product ADD CONSTRAINT product_sku_key UNIQUE USING INDEX product_sku_key;
