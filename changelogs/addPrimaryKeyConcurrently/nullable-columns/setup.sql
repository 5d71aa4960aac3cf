-- Several columns, of which none is NOT NULL yet, under a given name.
-- no-script: rollback-sql leaves NOT NULL, as a script does not know whether it was there before

CREATE TABLE line (order_id int, position int, amount int NOT NULL);
INSERT INTO line SELECT n / 3, n % 3, n FROM generate_series(1, 120) AS n;
