--liquibase formatted sql

--changeset example:1
CREATE TABLE invoice (id bigint PRIMARY KEY, net numeric, tax numeric);
CREATE TABLE invoice_history (id bigint, net numeric);

--changeset example:2
SET LOCAL lock_timeout = '2s';
ALTER TABLE invoice_history ADD COLUMN total numeric;

--changeset example:3
INSERT INTO invoice_history (id, net) SELECT id, net FROM invoice;
