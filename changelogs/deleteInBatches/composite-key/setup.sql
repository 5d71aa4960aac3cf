-- A primary key of two columns.

CREATE TABLE line (order_id int, position int, amount int, PRIMARY KEY (order_id, position));
INSERT INTO line SELECT n / 5, n % 5, n % 2 FROM generate_series(0, 199) AS n;
