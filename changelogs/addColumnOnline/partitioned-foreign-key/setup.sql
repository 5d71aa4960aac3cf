-- A foreign key of a partitioned table: before PostgreSQL 18 each partition gets its own first, which the one of the whole takes over.

CREATE TABLE shop (id int PRIMARY KEY);
INSERT INTO shop VALUES (7);
CREATE TABLE event (id bigint NOT NULL, happened date NOT NULL, kind text, PRIMARY KEY (id, happened)) PARTITION BY RANGE (happened);
CREATE TABLE event_2023 PARTITION OF event FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
INSERT INTO event SELECT n, date '2023-01-01' + (n * 7), CASE WHEN n % 3 = 0 THEN 'sale' END FROM generate_series(1, 100) AS n;
