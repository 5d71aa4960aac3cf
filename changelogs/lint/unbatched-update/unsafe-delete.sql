--liquibase formatted sql

--changeset example:1
CREATE TABLE event (id bigint PRIMARY KEY, payload text);

--changeset example:2
DELETE FROM event;
