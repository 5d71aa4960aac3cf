-- A valid CHECK proves already what NOT NULL demands: the table is not read again. The CHECK stays.

CREATE TABLE customer (id int PRIMARY KEY, email text, CONSTRAINT email_given CHECK (email IS NOT NULL AND email <> 'none'));
INSERT INTO customer SELECT n, 'c' || n || '@example.org' FROM generate_series(1, 100) AS n;
