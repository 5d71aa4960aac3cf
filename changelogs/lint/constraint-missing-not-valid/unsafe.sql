--liquibase formatted sql

--changeset example:product
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(40), price numeric(10, 2));

--changeset example:price
ALTER TABLE product ADD CONSTRAINT product_price CHECK (price >= 0 OR id > 0);
