--liquibase formatted sql

--changeset example:1
CREATE TABLE task (id bigint PRIMARY KEY, url text, note text, kind text, price numeric(10, 2), tax numeric(10, 2),
    ends date, begins date, doc json);

--changeset example:2
UPDATE task SET ends = begins + 7 WHERE kind = '1' OR kind = '2';

--changeset example:3
UPDATE task SET tax = price * 0.191 WHERE id < 10;

--changeset example:4
UPDATE task SET note = NULL WHERE kind <> '3';

--changeset example:5
UPDATE task SET doc = '{"done": true}', note = lower(kind) WHERE kind <> '3';

--changeset example:6
UPDATE task SET note = 'none' WHERE note IS NULL AND kind = '4';

--changeset example:7
UPDATE task SET url = regexp_replace(url, '1', '') WHERE kind = '5';
