--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));
CREATE INDEX customer_email ON customer (email);

--changeset example:2 runInTransaction:false
DROP INDEX CONCURRENTLY customer_email;
--rollback CREATE INDEX customer_email ON customer (email);
