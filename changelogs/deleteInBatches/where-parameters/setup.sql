-- A condition with parameters, as the stock delete takes them.

CREATE TABLE event (id bigint PRIMARY KEY, kind text NOT NULL);
INSERT INTO event SELECT n, CASE WHEN n % 9 = 0 THEN 'it''s' ELSE 'x' END FROM generate_series(1, 200) AS n;
