-- A partitioned table: before 18 each partition gets a foreign key of its own, which that of the whole takes over; from 18
-- on the parent takes one that is NOT VALID. "partitioned" is for update-sql, whose script then makes the statements for the
-- partitions itself.

CREATE TABLE customer (id bigint PRIMARY KEY, name text);
CREATE TABLE sale (id bigint NOT NULL, day date NOT NULL, customer_id bigint) PARTITION BY RANGE (day);
CREATE TABLE sale_2023 PARTITION OF sale FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE sale_2024 PARTITION OF sale FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO customer SELECT n, 'C' || n FROM generate_series(1, 20) AS n;
INSERT INTO sale SELECT n, date '2023-01-01' + (n * 7), n % 20 + 1 FROM generate_series(1, 100) AS n;
CREATE INDEX ON sale (customer_id);
