--liquibase formatted sql

--changeset example:1
CREATE TABLE document (id bigint PRIMARY KEY, owner_id bigint);
CREATE TABLE owner (id bigint PRIMARY KEY);

--changeset example:2
SET LOCAL lock_timeout = '2s';
ALTER TABLE document ENABLE ROW LEVEL SECURITY;
CREATE POLICY of_owner ON document FOR UPDATE USING (EXISTS (SELECT 1 FROM owner o WHERE o.id = document.owner_id));
