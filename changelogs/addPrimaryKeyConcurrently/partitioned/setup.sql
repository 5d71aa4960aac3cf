-- A partitioned table whose partitions are partitioned in part.

CREATE TABLE sale (id int NOT NULL, country text NOT NULL, day date NOT NULL) PARTITION BY LIST (country);
CREATE TABLE sale_pe PARTITION OF sale FOR VALUES IN ('PE') PARTITION BY RANGE (day);
CREATE TABLE sale_pe_2023 PARTITION OF sale_pe FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE sale_pe_2024 PARTITION OF sale_pe FOR VALUES FROM ('2024-01-01') TO ('2026-01-01');
CREATE TABLE sale_rest PARTITION OF sale DEFAULT;
INSERT INTO sale SELECT n, CASE WHEN n % 3 = 0 THEN 'FR' ELSE 'PE' END, date '2023-01-01' + (n * 7) FROM generate_series(1, 100) AS n;
