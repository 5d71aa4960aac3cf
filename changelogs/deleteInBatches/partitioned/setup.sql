-- A partitioned table: the partitions follow one another.

CREATE TABLE event (id bigint NOT NULL, happened date NOT NULL, kind text, PRIMARY KEY (id, happened)) PARTITION BY RANGE (happened);
CREATE TABLE event_2023 PARTITION OF event FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE event_2024 (kind text, happened date NOT NULL, id bigint NOT NULL);
ALTER TABLE event ATTACH PARTITION event_2024 FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE old_event (id bigint, happened date, kind text);
INSERT INTO event SELECT n, date '2023-01-01' + (n * 7), CASE WHEN n % 3 = 0 THEN 'sale' ELSE 'noise' END FROM generate_series(1, 100) AS n;
