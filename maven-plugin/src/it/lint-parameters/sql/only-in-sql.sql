--liquibase formatted sql

--changeset shop:sql
ALTER TABLE colour ADD COLUMN green int;
