-- The check stands already and is NOT VALID: it is validated, and a rollback leaves it.
-- not-undone: product_price_check
-- no-script: a script cannot know of the check and would add a second one

CREATE TABLE product (id bigint PRIMARY KEY, price numeric, discount numeric);
INSERT INTO product SELECT n, n, n / 2 FROM generate_series(1, 200) AS n;
ALTER TABLE product ADD CONSTRAINT product_price_check CHECK (price > 0 AND discount < price) NOT VALID;
