--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email varchar(200), status varchar(20));

--changeset example:2
DO 'DECLARE t text;
    BEGIN
      FOR t IN SELECT tablename FROM pg_tables WHERE tablename LIKE ''cust%'' LOOP
        EXECUTE ''ALTER TABLE '' || t || '' ADD COLUMN country text'';
      END LOOP;
    END';

--changeset example:3
CREATE EXTENSION citext VERSION '1.4';

--changeset example:4
ALTER EXTENSION citext UPDATE;

--changeset example:5
ALTER TABLE ${table} ADD COLUMN note text;

--changeset example:6
CREATE FUNCTION touch() RETURNS trigger AS $$ BEGIN NEW.status := 'new'; RETURN NEW; END; $$ LANGUAGE plpgsql;

--changeset example:7
ALTER TABLE customer ADD COLUMN "${column}" text;
