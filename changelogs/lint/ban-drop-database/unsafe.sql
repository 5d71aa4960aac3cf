--liquibase formatted sql

--changeset shop:1 runInTransaction:false
DROP DATABASE IF EXISTS reporting;
