-- Rows that are NULL get a value first, in batches.

CREATE TABLE customer (id int PRIMARY KEY, status text);
INSERT INTO customer SELECT n, CASE WHEN n % 4 > 0 THEN 'active' END FROM generate_series(1, 200) AS n;
