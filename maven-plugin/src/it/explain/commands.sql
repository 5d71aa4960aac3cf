-- Two ways to a unique column.
ALTER TABLE shop.product ADD CONSTRAINT product_sku_key UNIQUE (sku);
CREATE UNIQUE INDEX CONCURRENTLY product_sku_key ON shop.product (sku);
