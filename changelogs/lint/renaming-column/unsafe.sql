--liquibase formatted sql

--changeset shop:1
CREATE TABLE product (id bigint PRIMARY KEY, price integer, price_new bigint);

--changeset shop:2
ALTER TABLE product RENAME COLUMN price TO price_old;
ALTER TABLE product RENAME COLUMN price_new TO price;
