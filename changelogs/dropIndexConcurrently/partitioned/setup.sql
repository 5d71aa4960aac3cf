-- A partitioned table: its index goes with its parts, under a lock that is asked for without queueing.

CREATE TABLE event (id bigint NOT NULL, at date NOT NULL, kind text) PARTITION BY RANGE (at);
CREATE TABLE event_2023 PARTITION OF event FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO event SELECT n, date '2023-01-01' + n * 3, 'k' FROM generate_series(1, 200) AS n;
CREATE INDEX event_kind ON event (kind);
