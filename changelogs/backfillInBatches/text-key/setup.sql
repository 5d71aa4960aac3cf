-- A primary key of type text, with quotes, backslashes, capitals and the empty text in it.

CREATE TABLE tag (name text PRIMARY KEY, slug text);
INSERT INTO tag SELECT unnest(ARRAY['', 'it''s', 'back\slash', 'Zebra', 'zebra', 'Ähre', '{braces}', 'a,b', '"quoted"', 'NULL']), NULL;
INSERT INTO tag SELECT 'tag ' || n, NULL FROM generate_series(1, 60) AS n;
