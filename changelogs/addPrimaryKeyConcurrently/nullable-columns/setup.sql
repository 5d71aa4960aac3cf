-- Several columns, of which none is NOT NULL yet, under a given name.

CREATE TABLE line (order_id int, position int, amount int NOT NULL);
INSERT INTO line SELECT n / 3, n % 3, n FROM generate_series(1, 120) AS n;
