--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY);
CREATE TABLE invoice (id bigint PRIMARY KEY, customer_id bigint);
CREATE TABLE item (id bigint PRIMARY KEY, invoice_id bigint);

--changeset example:2
ALTER TABLE invoice ADD CONSTRAINT fk_customer FOREIGN KEY (customer_id) REFERENCES customer NOT VALID;
ALTER TABLE item ADD CONSTRAINT fk_invoice FOREIGN KEY (invoice_id) REFERENCES invoice NOT VALID;
