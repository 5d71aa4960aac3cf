-- Partitions of partitions: the same, level by level.

CREATE TABLE event (id bigint NOT NULL, happened date NOT NULL, kind text) PARTITION BY RANGE (happened);
CREATE TABLE event_2023 PARTITION OF event FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (kind);
CREATE TABLE event_2024_sale PARTITION OF event_2024 FOR VALUES IN ('sale');
CREATE TABLE event_2024_other PARTITION OF event_2024 DEFAULT;
INSERT INTO event SELECT n, date '2023-01-01' + (n * 7), CASE WHEN n % 3 = 0 THEN 'sale' END FROM generate_series(1, 100) AS n;
