--liquibase formatted sql

--changeset shop:1
CREATE TABLE product (id bigint PRIMARY KEY);
CREATE TABLE stock (id bigint REFERENCES product);

--changeset shop:2
DROP TABLE IF EXISTS stock, product;
