--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email text);
CREATE TABLE invoice (id bigint PRIMARY KEY, customer_id bigint);

--changeset example:2
CREATE MATERIALIZED VIEW invoices_of AS SELECT customer_id, count(*) AS invoices FROM invoice GROUP BY customer_id;
ALTER TABLE invoice ADD COLUMN note text;

--changeset example:3
SELECT count(*) FROM customer WHERE email IS NULL;
