-- Indexes are built and dropped concurrently; what a failed build left is cleared, and a new table is indexed plainly.

CREATE TABLE product (id bigint PRIMARY KEY, name text NOT NULL);
CREATE INDEX product_old ON product (name, id);
INSERT INTO product SELECT n, 'Product ' || n FROM generate_series(1, 20) AS n;
