--liquibase formatted sql

--changeset shop:1
CREATE DOMAIN sku AS text;
CREATE TABLE product (id bigint PRIMARY KEY, sku sku);

--changeset shop:2
ALTER DOMAIN sku ADD CONSTRAINT sku_not_blank CHECK (VALUE <> '');

--changeset shop:3
ALTER DOMAIN sku SET NOT NULL;

--changeset shop:4
ALTER DOMAIN sku ADD CONSTRAINT sku_short CHECK (length(VALUE) <= 40) NOT VALID;

--changeset shop:5
ALTER DOMAIN sku VALIDATE CONSTRAINT sku_short;
