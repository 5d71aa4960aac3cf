-- Several columns, which reference a unique constraint in another order than it has them. No index of the referencing columns
-- stands, which the change tells of.

CREATE TABLE product (id bigint PRIMARY KEY, shop_id int NOT NULL, sku text NOT NULL, UNIQUE (sku, shop_id));
CREATE TABLE line (id bigint PRIMARY KEY, shop_id int, sku text);
INSERT INTO product SELECT n, n % 3, 'S' || n FROM generate_series(1, 30) AS n;
INSERT INTO line SELECT n, n % 30 % 3, CASE WHEN n % 7 > 0 AND n % 30 > 0 THEN 'S' || n % 30 END FROM generate_series(1, 200) AS n;
