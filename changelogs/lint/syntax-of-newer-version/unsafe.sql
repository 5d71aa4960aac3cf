--liquibase formatted sql

--changeset example:tables
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), parent_id bigint);
CREATE TABLE event (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at);

--changeset example:compression
CREATE TABLE note (id bigint PRIMARY KEY, text text COMPRESSION pglz);

--changeset example:nulls
CREATE TABLE code (id bigint PRIMARY KEY, code varchar(20), UNIQUE NULLS NOT DISTINCT (code));

--changeset example:set-null
CREATE TABLE child (id bigint PRIMARY KEY, customer_id bigint REFERENCES customer ON DELETE SET NULL (customer_id));

--changeset example:merge
MERGE INTO customer USING (VALUES (1)) AS v (id) ON customer.id = v.id WHEN MATCHED THEN DELETE;

--changeset example:storage
CREATE TABLE file (id bigint PRIMARY KEY, content bytea STORAGE EXTERNAL);

--changeset example:invoker
CREATE VIEW mine WITH (security_invoker = true) AS SELECT id FROM customer;

--changeset example:virtual
CREATE TABLE price (net numeric(10, 2), gross numeric(10, 2) GENERATED ALWAYS AS (net * 1.2) VIRTUAL);

--changeset example:not-enforced
CREATE TABLE score (id bigint PRIMARY KEY, points int CHECK (points > 0) NOT ENFORCED);

--changeset example:not-null
CREATE TABLE named (id bigint, CONSTRAINT id_there NOT NULL id);

--changeset example:temporal
CREATE TABLE booking (room int4range, at tstzrange, PRIMARY KEY (room, at WITHOUT OVERLAPS));
