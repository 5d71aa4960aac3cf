-- A table without any key.

CREATE TABLE log (line text NOT NULL, length int);
INSERT INTO log SELECT repeat('x', n % 400), NULL FROM generate_series(1, 500) AS n;
