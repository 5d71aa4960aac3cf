--liquibase formatted sql

--changeset ann:tables
CREATE TABLE country (code varchar(2) PRIMARY KEY, name text);

--changeset ann:rows-in-the-text
SET LOCAL lock_timeout = '2s';
ALTER TABLE country ADD COLUMN area bigint;
INSERT INTO country (code, name, area) VALUES ('DE', 'Germany', 357600), ('FR', 'France', 643801)
    ON CONFLICT (code) DO UPDATE SET name = excluded.name, area = excluded.area;
