-- A condition on two columns, one of which it names with the table.

CREATE TABLE product (id bigint PRIMARY KEY, price numeric, discount numeric);
INSERT INTO product SELECT n, n, n / 2 FROM generate_series(1, 200) AS n;
