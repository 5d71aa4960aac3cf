--liquibase formatted sql

--changeset example:product
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(40), price numeric(10, 2));

--changeset example:check
SET LOCAL lock_timeout = '2s';
ALTER TABLE product ADD CONSTRAINT product_has_sku CHECK (sku IS NOT NULL) NOT VALID;

--changeset example:validate
ALTER TABLE product VALIDATE CONSTRAINT product_has_sku;

--changeset example:not-null
SET LOCAL lock_timeout = '2s';
ALTER TABLE product ALTER COLUMN sku SET NOT NULL;
ALTER TABLE product DROP CONSTRAINT product_has_sku;
