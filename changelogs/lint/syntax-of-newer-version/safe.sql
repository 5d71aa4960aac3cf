--liquibase formatted sql

--changeset example:tables
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), parent_id bigint);

--changeset example:code
CREATE TABLE code (id bigint PRIMARY KEY, code varchar(20) UNIQUE, net numeric(10, 2),
    gross numeric(10, 2) GENERATED ALWAYS AS (net * 1.2) STORED);
