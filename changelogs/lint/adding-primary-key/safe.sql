--liquibase formatted sql

--changeset example:product
CREATE TABLE product (id bigint NOT NULL, sku varchar(40));

--changeset example:build runInTransaction:false
DROP INDEX CONCURRENTLY IF EXISTS product_pkey;
CREATE UNIQUE INDEX CONCURRENTLY product_pkey ON product (id);

--changeset example:key
SET LOCAL lock_timeout = '2s';
ALTER TABLE product ADD CONSTRAINT product_pkey PRIMARY KEY USING INDEX product_pkey;
