--liquibase formatted sql
-- postgres: 15+

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email text);
CREATE TABLE import (id bigint PRIMARY KEY, email text);

--changeset example:2
MERGE INTO customer c USING import i ON i.id = c.id WHEN MATCHED THEN UPDATE SET email = i.email;
