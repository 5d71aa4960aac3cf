--liquibase formatted sql

--changeset example:1
CREATE TABLE member (email varchar(50) CONSTRAINT member_key PRIMARY KEY, hash varchar(50));
CREATE UNIQUE INDEX member_hash ON member (hash);

--changeset example:2
ALTER TABLE member DROP CONSTRAINT member_key, ADD CONSTRAINT member_pkey PRIMARY KEY USING INDEX member_hash;
