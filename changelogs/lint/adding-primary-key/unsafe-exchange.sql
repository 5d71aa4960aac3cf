--liquibase formatted sql

--changeset example:1
CREATE TABLE member (email varchar(50) CONSTRAINT member_key PRIMARY KEY, hash varchar(50));
CREATE TABLE visit (id bigint CONSTRAINT visit_pkey PRIMARY KEY, number bigint NOT NULL);

--changeset example:2
ALTER TABLE member DROP CONSTRAINT member_key;
ALTER TABLE member ADD CONSTRAINT member_hash PRIMARY KEY (hash);

--changeset example:3
ALTER TABLE visit DROP CONSTRAINT visit_pkey, ADD CONSTRAINT visit_pkey PRIMARY KEY (number);
