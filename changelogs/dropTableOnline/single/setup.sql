-- A table that references another one: its foreign key goes first, in a transaction of its own.

CREATE TABLE customer (id bigint PRIMARY KEY, email text NOT NULL, CONSTRAINT customer_email UNIQUE (email));
CREATE TABLE orders (id bigint PRIMARY KEY, total numeric CONSTRAINT orders_total CHECK (total >= 0), customer_id bigint CONSTRAINT orders_customer REFERENCES customer (id));
INSERT INTO customer SELECT n, n || '@example.org' FROM generate_series(1, 50) AS n;
INSERT INTO orders SELECT n, n, 1 + n % 50 FROM generate_series(1, 200) AS n;
