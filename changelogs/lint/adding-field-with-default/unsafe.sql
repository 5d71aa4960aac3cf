--liquibase formatted sql

--changeset shop:1
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(20)) PARTITION BY RANGE (id);
CREATE TABLE product_old PARTITION OF product FOR VALUES FROM (0) TO (1000);
CREATE TABLE product_new PARTITION OF product FOR VALUES FROM (1000) TO (2000);
CREATE FUNCTION lottery() RETURNS integer LANGUAGE sql VOLATILE AS 'SELECT 4';

--changeset shop:2
ALTER TABLE product ADD COLUMN seen timestamptz DEFAULT clock_timestamp(), ADD COLUMN draw integer DEFAULT lottery();
