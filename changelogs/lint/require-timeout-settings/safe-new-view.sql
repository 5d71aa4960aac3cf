--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email text);
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;

--changeset example:2
CREATE OR REPLACE VIEW customer_email AS SELECT email FROM customer;

--changeset example:3
DROP TRIGGER IF EXISTS customer_stamp ON customer;
