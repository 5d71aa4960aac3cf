-- Partitions of partitions: the same for each that holds rows.

CREATE TABLE customer (id bigint PRIMARY KEY, name text);
CREATE TABLE sale (id bigint NOT NULL, country text NOT NULL, day date NOT NULL, customer_id bigint) PARTITION BY LIST (country);
CREATE TABLE sale_pe PARTITION OF sale FOR VALUES IN ('PE') PARTITION BY RANGE (day);
CREATE TABLE sale_pe_2024 PARTITION OF sale_pe FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE "Sale Other" PARTITION OF sale DEFAULT;
INSERT INTO customer SELECT n, 'C' || n FROM generate_series(1, 20) AS n;
INSERT INTO sale SELECT n, CASE WHEN n % 2 = 0 THEN 'PE' ELSE 'BR' END, date '2024-01-01' + n, n % 20 + 1 FROM generate_series(1, 100) AS n;
CREATE INDEX ON sale (customer_id);
