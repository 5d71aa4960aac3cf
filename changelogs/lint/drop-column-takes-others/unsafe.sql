--liquibase formatted sql

--changeset shop:1
CREATE TABLE product (id bigint PRIMARY KEY, ean bigint UNIQUE, price integer, tax integer, CHECK (price >= tax));
CREATE TABLE stock (ean bigint REFERENCES product (ean), pieces integer);
CREATE VIEW cheap AS SELECT id, price FROM product;

--changeset shop:2
ALTER TABLE product DROP COLUMN ean CASCADE, DROP COLUMN price CASCADE;
