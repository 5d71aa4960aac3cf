-- A constraint that is added NOT VALID, and validated while writers go on.

CREATE TABLE product (id bigint PRIMARY KEY, stock int);
INSERT INTO product SELECT n, n FROM generate_series(1, 20) AS n;
