-- No primary key, but a unique key over columns that are NOT NULL.

CREATE TABLE badge (serial text NOT NULL, batch int NOT NULL, colour text, UNIQUE (batch, serial));
INSERT INTO badge SELECT 'S' || n, n % 7, NULL FROM generate_series(1, 150) AS n;
