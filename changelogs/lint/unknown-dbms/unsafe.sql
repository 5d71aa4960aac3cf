--liquibase formatted sql
--property name:type.number value:bigint dbms:postgressql
--property name:type.number value:number(19) dbms:oracle

--changeset ann:tables
CREATE TABLE customer (id bigint PRIMARY KEY, note text);

--changeset ann:town dbms:pgsql
ALTER TABLE customer ADD COLUMN town text;

--changeset ann:search dbms:opensearch
ALTER TABLE customer ADD COLUMN words text;
