--liquibase formatted sql

--changeset shop:1
CREATE TABLE category (id bigint PRIMARY KEY);
CREATE TABLE product (id bigint PRIMARY KEY, category_id bigint REFERENCES category);
CREATE TABLE stock (product_id bigint REFERENCES product, pieces integer);

--changeset shop:2
TRUNCATE category, product, stock;

--changeset shop:3
TRUNCATE stock CASCADE;
