--liquibase formatted sql

--changeset example:product
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(40), price numeric(10, 2));
CREATE INDEX product_sku ON product (sku);

--changeset example:reindex runInTransaction:false
REINDEX INDEX CONCURRENTLY product_sku;
