--liquibase formatted sql

--changeset shop:1
CREATE TABLE product (id bigint PRIMARY KEY);
CREATE TABLE price (id bigint PRIMARY KEY);

--changeset shop:2
TRUNCATE product, price;
