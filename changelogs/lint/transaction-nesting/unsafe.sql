--liquibase formatted sql

--changeset example:1
CREATE TABLE setting (name text PRIMARY KEY, value text);

--changeset example:2
BEGIN;
INSERT INTO setting VALUES ('limit', '10');
COMMIT;
INSERT INTO setting VALUES ('rate', '5');
