--liquibase formatted sql

--changeset shop:1
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(20));
CREATE VIEW cheap AS SELECT id FROM product;
CREATE INDEX product_sku ON product (sku);

--changeset shop:2
ALTER VIEW cheap RENAME TO inexpensive;
CREATE VIEW cheap AS SELECT * FROM inexpensive;

--changeset shop:3
ALTER INDEX product_sku RENAME TO product_by_sku;

--changeset shop:4
CREATE SEQUENCE number;
ALTER SEQUENCE number RENAME TO product_number;
