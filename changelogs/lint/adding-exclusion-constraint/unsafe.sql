--liquibase formatted sql

--changeset example:booking
CREATE TABLE booking (id bigint PRIMARY KEY, room bigint);

--changeset example:overlap
ALTER TABLE booking ADD CONSTRAINT booking_overlap EXCLUDE USING gist (int8range(id, id, '[]') WITH &&);
