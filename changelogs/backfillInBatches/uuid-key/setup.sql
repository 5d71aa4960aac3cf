-- A primary key of type uuid.

CREATE TABLE session (id uuid PRIMARY KEY, state text);
INSERT INTO session SELECT md5(n::text)::uuid, NULL FROM generate_series(1, 150) AS n;
