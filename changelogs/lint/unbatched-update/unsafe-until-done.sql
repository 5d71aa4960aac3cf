--liquibase formatted sql

--changeset example:1
CREATE TABLE task (id bigint PRIMARY KEY, url text, note text, kind text, made timestamp);

--changeset example:2
UPDATE task SET note = NULL;

--changeset example:3
UPDATE task SET url = regexp_replace(url, '\?version=2$', '');

--changeset example:4
UPDATE task SET note = kind || '!', kind = 'old' WHERE true;

--changeset example:5
UPDATE task SET made = now();
