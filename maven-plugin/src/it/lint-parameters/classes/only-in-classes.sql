--liquibase formatted sql

--changeset shop:classes
ALTER TABLE colour ADD COLUMN red int;
