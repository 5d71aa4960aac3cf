--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email text, seen boolean);
CREATE TABLE archive (id bigint PRIMARY KEY, email text, seen boolean);
CREATE TABLE import (id bigint PRIMARY KEY, email text);

--changeset example:2
WITH gone AS (DELETE FROM customer RETURNING id, email, seen) INSERT INTO archive SELECT * FROM gone;

--changeset example:3
INSERT INTO customer (id, email) SELECT id, email FROM import ON CONFLICT (id) DO UPDATE SET email = EXCLUDED.email
    WHERE customer.email IS NULL;

--changeset example:4
UPDATE public.customer c SET email = i.email FROM import i WHERE i.id = c.id;

--changeset example:5 splitStatements:false
DO $$ DECLARE c record; BEGIN
    FOR c IN SELECT id FROM customer LOOP
        UPDATE customer SET seen = true WHERE id = c.id;
    END LOOP;
END $$;

--changeset example:6 splitStatements:false
CREATE FUNCTION see_all() RETURNS void LANGUAGE plpgsql AS $$ BEGIN UPDATE customer SET seen = true; END $$;

--changeset example:7
SELECT see_all();

--changeset example:8
EXPLAIN (ANALYZE) UPDATE customer SET seen = false;

--changeset example:9
SELECT id FROM customer FOR UPDATE;
