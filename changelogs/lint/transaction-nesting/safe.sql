--liquibase formatted sql

--changeset example:1
CREATE TABLE setting (name text PRIMARY KEY, value text);

--changeset example:2
INSERT INTO setting VALUES ('limit', '10');
SAVEPOINT before_rate;
INSERT INTO setting VALUES ('rate', '5');
ROLLBACK TO before_rate;

--changeset example:3
BEGIN;
INSERT INTO setting VALUES ('rate', '5');
COMMIT;
