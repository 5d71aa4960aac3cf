-- A condition; rows that do not meet it stay.

CREATE TABLE event (id bigint PRIMARY KEY, happened date NOT NULL);
INSERT INTO event SELECT n, DATE '2023-01-01' + n::int * 3 FROM generate_series(1, 200) AS n;
