-- A table without any key is walked by blocks, which PostgreSQL can from 14 on.
-- requires: PostgreSQL 14

CREATE TABLE log (line text NOT NULL, length int);
INSERT INTO log SELECT repeat('x', n % 400), NULL FROM generate_series(1, 500) AS n;
