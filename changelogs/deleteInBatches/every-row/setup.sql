-- No condition: every row goes, as with the stock delete.

CREATE TABLE event (id bigint PRIMARY KEY, note text);
INSERT INTO event SELECT n, 'note' FROM generate_series(1, 150) AS n;
