--liquibase formatted sql

--changeset example:product
CREATE TABLE product (id bigint PRIMARY KEY, sku varchar(40), price numeric(10, 2));

--changeset example:sku runInTransaction:false
CREATE INDEX CONCURRENTLY IF NOT EXISTS product_sku ON product (sku);

--changeset example:price runInTransaction:false
--preconditions onFail:MARK_RAN
--precondition-sql-check expectedResult:0 SELECT count(*) FROM pg_indexes WHERE indexname = 'product_price'
CREATE INDEX CONCURRENTLY product_price ON product (price);
