--liquibase formatted sql

--changeset shop:1
CREATE TABLE product (sku varchar(20));

--changeset shop:2
ALTER TABLE product ADD COLUMN id bigint PRIMARY KEY;

--changeset shop:3
ALTER TABLE product ADD COLUMN a integer DEFAULT 1 NOT NULL, ADD COLUMN b integer NOT NULL;
