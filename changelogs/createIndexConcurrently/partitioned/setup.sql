-- A partitioned table: declared on the parent alone, built on each partition, attached. "partitioned" is for update-sql,
-- whose script then makes the statements for the partitions itself.

CREATE TABLE event (id bigint NOT NULL, happened date NOT NULL, kind text, PRIMARY KEY (id, happened)) PARTITION BY RANGE (happened);
CREATE TABLE event_2023 PARTITION OF event FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO event SELECT n, date '2023-01-01' + (n * 7), CASE WHEN n % 3 = 0 THEN 'sale' END FROM generate_series(1, 100) AS n;
