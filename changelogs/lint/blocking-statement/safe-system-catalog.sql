--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email text);
CREATE INDEX customer_email ON customer (email);
CREATE TABLE seen (id bigint);

--changeset example:2 splitStatements:false
DO $$ BEGIN
    IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 'customer' AND column_name = 'name') THEN
        ALTER TABLE customer ADD COLUMN name text;
    END IF;
END $$;

--changeset example:3 splitStatements:false
DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM pg_class c JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
            WHERE c.relname = 'customer_email' AND i.indisvalid) THEN
        DROP INDEX customer_email;
    END IF;
END $$;

--changeset example:4
ALTER TABLE seen ADD COLUMN at timestamptz;
INSERT INTO seen (id) SELECT oid::bigint FROM pg_class WHERE relname = 'nothing';
