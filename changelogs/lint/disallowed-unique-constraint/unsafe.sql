--liquibase formatted sql

--changeset example:product
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(40), price numeric(10, 2));

--changeset example:sku
ALTER TABLE product ADD UNIQUE (sku, id);

--changeset example:ean
ALTER TABLE product ADD COLUMN ean varchar(13) CONSTRAINT product_ean UNIQUE;
