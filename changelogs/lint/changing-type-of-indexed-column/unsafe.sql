--liquibase formatted sql

--changeset shop:1
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(20), name varchar(20) CHECK (length(name) > 0));
CREATE INDEX product_sku_lower ON product (lower(sku));

--changeset shop:2
ALTER TABLE product ALTER COLUMN sku TYPE varchar(40);

--changeset shop:3
ALTER TABLE product ALTER COLUMN name TYPE varchar(40);
