-- An earlier DROP INDEX CONCURRENTLY was cut off: what it left INVALID is dropped.
-- not-undone: orders_customer

CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL, state text NOT NULL);
INSERT INTO orders SELECT n, n % 7, 'open' FROM generate_series(1, 200) AS n;
CREATE INDEX orders_customer ON orders (customer_id);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'orders_customer'::regclass;
