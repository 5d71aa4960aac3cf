-- A table without any key.

CREATE TABLE note (body text, amount int);
INSERT INTO note SELECT CASE WHEN n % 2 = 0 THEN 'draft' ELSE 'final' END, n % 5 FROM generate_series(1, 200) AS n;
