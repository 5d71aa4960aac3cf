-- A table that references itself.

CREATE TABLE category (id int PRIMARY KEY, parent_id int);
INSERT INTO category SELECT n, nullif(n / 2, 0) FROM generate_series(1, 100) AS n;
CREATE INDEX category_parent ON category (parent_id);
