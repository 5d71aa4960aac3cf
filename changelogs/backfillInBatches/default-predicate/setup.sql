-- Without a condition the rows that are NULL are filled; what is there already stays.

CREATE TABLE product (id bigint PRIMARY KEY, name text NOT NULL, sku text);
INSERT INTO product SELECT n, 'Product ' || n, CASE WHEN n % 10 = 0 THEN 'OLD-' || n END FROM generate_series(1, 200) AS n;
