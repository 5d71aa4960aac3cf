-- A primary key of type numeric, negative values and fractions among them.

CREATE TABLE reading (at numeric(12, 3) PRIMARY KEY, celsius int);
INSERT INTO reading SELECT (n - 75) * 1.125, NULL FROM generate_series(1, 150) AS n;
