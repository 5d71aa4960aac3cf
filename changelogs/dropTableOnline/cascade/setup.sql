-- A table that another one references, and that a view reads: both go first with cascadeConstraints, and without it the
-- change is refused.

CREATE TABLE customer (id bigint PRIMARY KEY, email text NOT NULL, CONSTRAINT customer_email UNIQUE (email));
CREATE TABLE orders (id bigint PRIMARY KEY, total numeric CONSTRAINT orders_total CHECK (total >= 0), customer_id bigint CONSTRAINT orders_customer REFERENCES customer (id));
INSERT INTO customer SELECT n, n || '@example.org' FROM generate_series(1, 50) AS n;
CREATE VIEW address AS SELECT id, email FROM customer;
