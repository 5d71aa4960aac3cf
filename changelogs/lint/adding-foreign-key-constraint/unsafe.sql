--liquibase formatted sql

--changeset example:tables
CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);

--changeset example:key
ALTER TABLE orders ADD FOREIGN KEY (customer_id) REFERENCES customer ON DELETE SET NULL;

--changeset example:column
ALTER TABLE orders ADD COLUMN payer_id bigint DEFAULT 1 REFERENCES customer;
