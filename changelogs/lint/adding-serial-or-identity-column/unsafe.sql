--liquibase formatted sql

--changeset shop:1
CREATE TABLE product (sku varchar(20));

--changeset shop:2
ALTER TABLE product ADD COLUMN id serial;

--changeset shop:3
ALTER TABLE product ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;
