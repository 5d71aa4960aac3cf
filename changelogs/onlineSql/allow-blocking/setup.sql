-- A statement that stops others, and may.

CREATE TABLE product (id bigint PRIMARY KEY, stock int);
INSERT INTO product SELECT n, n FROM generate_series(1, 20) AS n;
