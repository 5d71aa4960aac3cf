--liquibase formatted sql

--changeset shop:1
CREATE DOMAIN sku AS text;
CREATE TABLE product (id bigint PRIMARY KEY, sku sku);
CREATE DOMAIN unused AS text;

--changeset shop:2
ALTER DOMAIN sku ADD CONSTRAINT sku_not_blank CHECK (VALUE <> '') NOT VALID;

--changeset shop:3
ALTER DOMAIN unused ADD CONSTRAINT unused_not_blank CHECK (VALUE <> '');
