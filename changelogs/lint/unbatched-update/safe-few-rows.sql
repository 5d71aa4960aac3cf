--liquibase formatted sql

--changeset example:1
CREATE TABLE customer (id bigint PRIMARY KEY, email text, seen boolean);
CREATE TABLE import (id bigint PRIMARY KEY, email text);

--changeset example:2
INSERT INTO customer (id, email) VALUES (1, 'a'), (2, 'b') ON CONFLICT (id) DO UPDATE SET email = EXCLUDED.email;

--changeset example:3
INSERT INTO customer (id, email) SELECT id, email FROM import ON CONFLICT (id) DO NOTHING;

--changeset example:4
WITH one AS (UPDATE customer SET seen = true WHERE id = 1 RETURNING id) SELECT * FROM one;

--changeset example:5
UPDATE customer c SET email = v.email FROM (VALUES (1, 'a'), (2, 'b')) v (id, email) WHERE v.id = c.id;

--changeset example:6
SELECT id FROM customer ORDER BY id LIMIT 10 FOR UPDATE SKIP LOCKED;

--changeset example:7
EXPLAIN UPDATE customer SET seen = true;

--changeset example:8 runInTransaction:false splitStatements:false
DO $$ BEGIN
    LOOP
        UPDATE customer SET seen = true WHERE id IN (SELECT id FROM customer WHERE seen IS NULL LIMIT 1000);
        EXIT WHEN NOT FOUND;
        COMMIT;
    END LOOP;
END $$;
