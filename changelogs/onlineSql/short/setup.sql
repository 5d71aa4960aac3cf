-- Locks that stop others for a moment are asked for without queueing.

CREATE TABLE product (id bigint PRIMARY KEY, name text NOT NULL);
INSERT INTO product SELECT n, 'Product ' || n FROM generate_series(1, 20) AS n;
