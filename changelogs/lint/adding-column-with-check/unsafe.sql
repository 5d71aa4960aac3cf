--liquibase formatted sql

--changeset example:product
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(40), price numeric(10, 2));

--changeset example:discount
ALTER TABLE product ADD COLUMN discount numeric(5, 2) CHECK (discount BETWEEN 0 AND 100);
