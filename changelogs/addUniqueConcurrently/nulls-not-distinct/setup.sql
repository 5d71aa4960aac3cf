-- Two NULLs count as equal, which PostgreSQL can from 15 on.
-- requires: PostgreSQL 15

CREATE TABLE room (id int PRIMARY KEY, house int, number int);
INSERT INTO room SELECT n, n, NULLIF(n, 7) FROM generate_series(1, 50) AS n;
