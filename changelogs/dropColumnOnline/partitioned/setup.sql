-- A partitioned table: the column goes from all partitions at once, its foreign key before.

CREATE TABLE kind (id bigint PRIMARY KEY);
INSERT INTO kind SELECT generate_series(0, 9);
CREATE TABLE event (id bigint NOT NULL, at date NOT NULL, kind_id bigint CONSTRAINT event_kind REFERENCES kind (id)) PARTITION BY RANGE (at);
CREATE TABLE event_2023 PARTITION OF event FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO event SELECT n, date '2023-01-01' + n * 3, n % 10 FROM generate_series(1, 200) AS n;
