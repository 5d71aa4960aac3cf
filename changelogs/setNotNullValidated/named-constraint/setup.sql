-- A name for the constraint, which NOT NULL has from PostgreSQL 18 on; before, it is left aside.

CREATE TABLE customer (id int PRIMARY KEY, email text);
INSERT INTO customer SELECT n, 'c' || n || '@example.org' FROM generate_series(1, 100) AS n;
