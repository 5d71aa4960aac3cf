-- Checked at COMMIT, so that two rows can exchange their values.

CREATE TABLE seat (id int PRIMARY KEY, guest int);
INSERT INTO seat SELECT n, 100 - n FROM generate_series(1, 50) AS n;
