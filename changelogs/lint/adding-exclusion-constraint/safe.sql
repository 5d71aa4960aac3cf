--liquibase formatted sql

--changeset example:booking
CREATE TABLE booking (id bigint PRIMARY KEY, room bigint, CONSTRAINT booking_overlap EXCLUDE USING gist (int8range(id, id, '[]') WITH &&));

--changeset example:visit
CREATE TABLE visit (id bigint PRIMARY KEY);
ALTER TABLE visit ADD CONSTRAINT visit_overlap EXCLUDE USING gist (int8range(id, id, '[]') WITH &&);
