--liquibase formatted sql

--changeset example:1
CREATE TABLE setting (name text PRIMARY KEY, value text);
INSERT INTO setting VALUES ('limit', NULL);
UPDATE setting SET value = '10';
