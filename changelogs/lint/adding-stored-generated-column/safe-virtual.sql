--liquibase formatted sql
-- postgres: 18+

--changeset shop:1
CREATE TABLE product (id bigint PRIMARY KEY, price integer, tax integer);

--changeset shop:2
ALTER TABLE product ADD COLUMN total integer GENERATED ALWAYS AS (price + tax) VIRTUAL;
