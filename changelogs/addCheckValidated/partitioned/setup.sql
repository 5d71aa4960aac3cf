-- Partitions, one of them with partitions of its own: each that holds rows is validated by itself. "partitioned" is for
-- update-sql, whose script then makes the statements for the partitions itself.

CREATE TABLE sale (id bigint NOT NULL, day date NOT NULL, amount numeric) PARTITION BY RANGE (day);
CREATE TABLE sale_2023 PARTITION OF sale FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE sale_2024 PARTITION OF sale FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY RANGE (id);
CREATE TABLE sale_2024_1 PARTITION OF sale_2024 FOR VALUES FROM (0) TO (100000);
INSERT INTO sale SELECT n, date '2023-01-01' + (n * 7), n FROM generate_series(1, 100) AS n;
