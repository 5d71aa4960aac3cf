--liquibase formatted sql

--changeset example:1
CREATE TYPE point_of_sale AS (id bigint, name text);
CREATE TABLE shop OF point_of_sale;

--changeset example:2
SET LOCAL lock_timeout = '2s';
DROP TYPE point_of_sale CASCADE;
