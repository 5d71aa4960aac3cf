DROP SCHEMA IF EXISTS lab CASCADE;
CREATE SCHEMA lab;
CREATE TABLE r (id int PRIMARY KEY, w int);
INSERT INTO r SELECT i, i FROM generate_series(1, 50) i;
CREATE TABLE t (id int PRIMARY KEY, n int, ref int, m int NOT NULL DEFAULT 0, v varchar(50), x text, s smallint, b bigint,
    num numeric(10,2), ts timestamp, tz timestamptz, ts3 timestamp(3), cid cidr, j json, c10 char(10), i3 interval(3),
    vb varbit(8), xm xml, d date, f real, bo boolean, va varchar(10)[], u varchar(36), o oid);
INSERT INTO t (id, n, ref, v, x, s, b, num, ts, tz, ts3, cid, j, c10, i3, vb, xm, d, f, bo, va, u, o)
    SELECT i, i, 1 + i % 50, 'v' || i, 'x' || i, i, i, i, '2024-01-01', '2024-01-01', '2024-01-01', '10.0.0.0/8', '{}', 'c',
        '1 day', B'1', '<a/>', '2024-01-01', 1, true, ARRAY['a'], '00000000-0000-0000-0000-000000000000', i
    FROM generate_series(1, 3000) i;
CREATE SEQUENCE sq;
CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
