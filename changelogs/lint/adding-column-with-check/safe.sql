--liquibase formatted sql

--changeset example:product
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(40), price numeric(10, 2));

--changeset example:discount
SET LOCAL lock_timeout = '2s';
ALTER TABLE product ADD COLUMN discount numeric(5, 2);
ALTER TABLE product ADD CONSTRAINT product_discount CHECK (discount BETWEEN 0 AND 100) NOT VALID;

--changeset example:validate
ALTER TABLE product VALIDATE CONSTRAINT product_discount;
