--liquibase formatted sql

--changeset example:1
CREATE TABLE invoice (id bigint PRIMARY KEY, net numeric, tax numeric);
CREATE TABLE invoice_history (id bigint, net numeric);

--changeset example:2
ALTER TABLE invoice ADD COLUMN total numeric;
UPDATE invoice SET total = net + tax;

--changeset example:3
ALTER TABLE invoice_history ADD COLUMN total numeric;
INSERT INTO invoice_history (id, net) SELECT id, net FROM invoice;
