--liquibase formatted sql

--changeset example:1
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(40), price integer);
CREATE INDEX product_sku_idx ON product (price);

--changeset example:2
CREATE INDEX ON product (sku);

--changeset example:3
CREATE INDEX ON product (lower(sku), price) INCLUDE (id);
