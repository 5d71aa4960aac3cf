--liquibase formatted sql

--changeset example:tables
CREATE TABLE product (id bigint PRIMARY KEY, price numeric(10, 2));
CREATE TABLE orders (id bigint PRIMARY KEY);
ALTER TABLE product ADD CONSTRAINT product_price CHECK (price >= 0 OR id > 0) NOT VALID;

--changeset example:price
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE product VALIDATE CONSTRAINT product_price;
