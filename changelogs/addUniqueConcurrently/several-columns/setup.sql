-- Several columns together, under a given name. NULLs are not compared.

CREATE TABLE line (id int PRIMARY KEY, order_id int, position int);
INSERT INTO line SELECT n, n / 5, CASE WHEN n % 9 > 0 THEN n % 5 END FROM generate_series(1, 100) AS n;
