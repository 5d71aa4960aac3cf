-- A condition of its own. The new values must make it false, as that is how the change knows that it is done.

CREATE TABLE product (id bigint PRIMARY KEY, name text NOT NULL, sku text);
INSERT INTO product SELECT n, 'Product ' || n, CASE WHEN n % 10 = 0 THEN 'OLD-' || n END FROM generate_series(1, 200) AS n;
