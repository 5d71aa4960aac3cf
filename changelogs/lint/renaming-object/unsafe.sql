--liquibase formatted sql

--changeset shop:1
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(20));
CREATE VIEW cheap AS SELECT id FROM product;
CREATE SEQUENCE number;
CREATE TYPE state AS ENUM ('new', 'sold');
CREATE SCHEMA shop;
CREATE FUNCTION lottery() RETURNS integer LANGUAGE sql VOLATILE AS 'SELECT 4';

--changeset shop:2
ALTER VIEW cheap RENAME TO inexpensive;
ALTER SEQUENCE number RENAME TO product_number;
ALTER TYPE state RENAME VALUE 'new' TO 'fresh';
ALTER TYPE state RENAME TO product_state;
ALTER SCHEMA shop RENAME TO store;
ALTER FUNCTION lottery() RENAME TO draw;
