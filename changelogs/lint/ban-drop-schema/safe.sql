--liquibase formatted sql

--changeset shop:1
CREATE SCHEMA archive;

--changeset shop:2
DROP SCHEMA archive;

--changeset shop:3
CREATE SCHEMA probe;
CREATE TABLE probe.product (id bigint);
DROP SCHEMA probe CASCADE;
