-- The unique index that forIndexName names becomes the key, without a build, and gets its name.
-- no-script: a script cannot know of the index and would build a second one

CREATE TABLE line (order_id int NOT NULL, position int, amount int NOT NULL);
INSERT INTO line SELECT n / 3, n % 3, n FROM generate_series(1, 120) AS n;
CREATE UNIQUE INDEX line_key ON line (order_id, position);
