-- Rows are moved to another table, each in the statement that deletes it. The archive has a column and a default of its own,
-- an identity and a generated column, which it computes itself.

CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer varchar(20) NOT NULL, net numeric(10, 2) NOT NULL, placed date NOT NULL,
  gross numeric GENERATED ALWAYS AS (net * 2) STORED);
CREATE TABLE old_orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, net numeric(10, 2) NOT NULL, customer text NOT NULL, placed timestamp NOT NULL,
  gross numeric GENERATED ALWAYS AS (net * 2) STORED, reason text DEFAULT 'moved');
INSERT INTO orders (customer, net, placed) SELECT 'c' || n, n, DATE '2023-01-01' + n::int FROM generate_series(1, 200) AS n;
