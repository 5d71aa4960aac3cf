-- The stock change needs no tableName on PostgreSQL, nor does this one: the catalog knows the table.

CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL, state text NOT NULL);
INSERT INTO orders SELECT n, n % 7, 'open' FROM generate_series(1, 200) AS n;
CREATE INDEX orders_state ON orders (state);
