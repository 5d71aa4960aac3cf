--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, owner_id bigint, seen boolean);
CREATE TABLE import (id bigint PRIMARY KEY, fresh boolean);

--changeset example:2
WITH ranked AS (SELECT id, row_number() OVER (PARTITION BY owner_id) AS place FROM customer)
UPDATE public.customer SET seen = true WHERE id IN (SELECT id FROM ranked WHERE place > 1);

--changeset example:3
INSERT INTO customer (id) SELECT id FROM import WHERE fresh ON CONFLICT (id) DO UPDATE SET seen = false;

--changeset example:4
SELECT id FROM customer WHERE seen FOR UPDATE;
