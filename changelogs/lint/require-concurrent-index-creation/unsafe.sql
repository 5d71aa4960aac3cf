--liquibase formatted sql

--changeset example:product
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(40), price numeric(10, 2));

--changeset example:sku
CREATE INDEX ON product USING hash (sku) WHERE price > 0;
