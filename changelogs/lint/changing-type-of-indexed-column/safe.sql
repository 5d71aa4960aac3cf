--liquibase formatted sql

--changeset shop:1
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(20), name varchar(20));
CREATE INDEX product_sku ON product (sku);
CREATE INDEX product_name_lower ON product (lower(name));

--changeset shop:2
ALTER TABLE product ALTER COLUMN sku TYPE varchar(40);

--changeset shop:3 runInTransaction:false
DROP INDEX CONCURRENTLY product_name_lower;

--changeset shop:4
ALTER TABLE product ALTER COLUMN name TYPE varchar(40);

--changeset shop:5 runInTransaction:false
CREATE INDEX CONCURRENTLY product_name_lower ON product (lower(name));
