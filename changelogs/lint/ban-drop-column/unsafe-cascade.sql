--liquibase formatted sql

--changeset example:1
CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE DOMAIN price AS numeric CHECK (VALUE >= 0);
CREATE FUNCTION twice(numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT 2 * $1';
CREATE TABLE customer (id bigint PRIMARY KEY, mood mood, moods mood[]);
CREATE TABLE item (id bigint PRIMARY KEY, price price, cost numeric, double_cost numeric GENERATED ALWAYS AS (twice(cost)) STORED);
CREATE VIEW customer_mood AS SELECT mood FROM customer;
CREATE TABLE other (id bigint PRIMARY KEY, cost numeric DEFAULT twice(1));

--changeset example:2
SET LOCAL lock_timeout = '2s';
DROP TYPE mood CASCADE;

--changeset example:3
SET LOCAL lock_timeout = '2s';
DROP DOMAIN price CASCADE;

--changeset example:4
SET LOCAL lock_timeout = '2s';
DROP FUNCTION twice(numeric) CASCADE;
