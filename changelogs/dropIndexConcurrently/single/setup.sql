-- The index of a table.

CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL, state text NOT NULL);
INSERT INTO orders SELECT n, n % 7, 'open' FROM generate_series(1, 200) AS n;
CREATE INDEX orders_customer ON orders (customer_id);
