-- A primary key of two columns.

CREATE TABLE line (order_id int, position int, note text, amount int, PRIMARY KEY (order_id, position));
INSERT INTO line SELECT o, p, 'n', CASE WHEN o % 5 = 0 THEN 1 END FROM generate_series(1, 40) AS o, generate_series(1, 5) AS p;
