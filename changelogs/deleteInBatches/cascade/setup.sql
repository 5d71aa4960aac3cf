-- Rows of another table go with these, which the change allows; they are found by an index.

CREATE TABLE customer (id bigint PRIMARY KEY, closed boolean NOT NULL);
CREATE TABLE address (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customer ON DELETE CASCADE);
CREATE INDEX address_customer ON address (customer_id);
INSERT INTO customer SELECT n, n % 2 = 0 FROM generate_series(1, 50) AS n;
INSERT INTO address SELECT n, n % 50 + 1 FROM generate_series(1, 120) AS n;
