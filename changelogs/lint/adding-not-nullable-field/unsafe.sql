--liquibase formatted sql

--changeset example:product
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(40), price numeric(10, 2));

--changeset example:sku
ALTER TABLE product ALTER COLUMN sku SET NOT NULL, ALTER COLUMN price SET NOT NULL;
