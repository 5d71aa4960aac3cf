-- A number, a boolean, a date and a text, where there is no value yet.

CREATE TABLE product (id int PRIMARY KEY, price numeric(8, 2), active boolean, since date, label text);
INSERT INTO product (id, price) SELECT n, CASE WHEN n % 2 = 0 THEN n END FROM generate_series(1, 60) AS n;
