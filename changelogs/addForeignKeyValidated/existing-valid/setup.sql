-- no-script: a script adds it once more, which the server refuses
-- The foreign key stands already: it is taken, and a rollback leaves it.

CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE TABLE line (id bigint PRIMARY KEY, order_id bigint CONSTRAINT line_order_fk REFERENCES orders);
INSERT INTO orders SELECT n, 'open' FROM generate_series(1, 40) AS n;
INSERT INTO line SELECT n, n % 40 + 1 FROM generate_series(1, 200) AS n;
CREATE INDEX line_order ON line (order_id);
