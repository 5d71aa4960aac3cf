-- A column that has no NULL any more.

CREATE TABLE customer (id int PRIMARY KEY, email text);
INSERT INTO customer SELECT n, 'c' || n || '@example.org' FROM generate_series(1, 100) AS n;
