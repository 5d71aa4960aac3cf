-- ON DELETE and ON UPDATE, and a check at commit.

CREATE TABLE orders (id bigint PRIMARY KEY, state text);
CREATE TABLE line (id bigint PRIMARY KEY, order_id bigint);
INSERT INTO orders SELECT n, 'open' FROM generate_series(1, 40) AS n;
INSERT INTO line SELECT n, n % 40 + 1 FROM generate_series(1, 200) AS n;
CREATE INDEX line_order ON line (order_id);
