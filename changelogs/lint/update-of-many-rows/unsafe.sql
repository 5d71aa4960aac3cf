--liquibase formatted sql

--changeset example:1
CREATE TABLE event (id bigint PRIMARY KEY, kind text, made date);

--changeset example:2
DELETE FROM event WHERE made < '2020-01-01';

--changeset example:3
UPDATE event SET kind = 'click' WHERE id = 1 OR kind = 'klick';

--changeset example:4
UPDATE event SET kind = old.kind FROM event old WHERE old.id = event.id - 1;
