-- A column that is NOT NULL already, and a name as PostgreSQL gives it.

CREATE TABLE customer (id bigint NOT NULL, email text);
INSERT INTO customer SELECT n, 'c' || n || '@example.org' FROM generate_series(1, 120) AS n;
