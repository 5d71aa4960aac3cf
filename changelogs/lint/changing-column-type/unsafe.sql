--liquibase formatted sql

--changeset shop:1
CREATE TABLE product (id bigint PRIMARY KEY, sku char(10));

--changeset shop:2
ALTER TABLE product ALTER COLUMN sku TYPE text, ADD COLUMN note text;

--changeset shop:3
ALTER TABLE product ALTER COLUMN note TYPE text USING upper(note);
