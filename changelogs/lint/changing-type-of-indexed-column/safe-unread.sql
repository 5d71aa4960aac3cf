--liquibase formatted sql

--changeset example:1
CREATE TABLE token (id bigint PRIMARY KEY, content varchar(255), a varchar(255), CONSTRAINT token_a UNIQUE (a));
CREATE TABLE other (id bigint PRIMARY KEY);

--changeset example:2 splitStatements:false
DO $$ DECLARE c varchar; BEGIN
    SELECT tc.constraint_name INTO c FROM information_schema.table_constraints tc
        WHERE tc.table_name = 'token' AND tc.constraint_type = 'UNIQUE';
    EXECUTE 'alter table token drop constraint ' || c;
END $$;

--changeset example:3 splitStatements:false
DO $$ DECLARE n text := 'x'; BEGIN
    EXECUTE 'ALTER TABLE other ADD COLUMN ' || n || ' int UNIQUE';
END $$;

--changeset example:4
SET LOCAL lock_timeout = '2s';
ALTER TABLE token ALTER COLUMN content TYPE varchar(4096);
