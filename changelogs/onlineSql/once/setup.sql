-- Rows that are inserted come once, however often the change is begun.

CREATE TABLE product (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE audit (what text NOT NULL);
INSERT INTO product SELECT n, 'Product ' || n FROM generate_series(1, 20) AS n;
