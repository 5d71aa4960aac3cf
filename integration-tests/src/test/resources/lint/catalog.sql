CREATE SCHEMA s

CREATE TYPE mood AS ENUM ('sad', 'ok')

ALTER TYPE mood ADD VALUE 'happy' AFTER 'ok'

ALTER TYPE mood ADD VALUE 'mad' BEFORE 'sad'

CREATE DOMAIN positive AS int CHECK (VALUE > 0) CONSTRAINT small CHECK (VALUE < 1000)

CREATE DOMAIN code AS varchar(10) NOT NULL

CREATE DOMAIN more AS positive DEFAULT 1

CREATE TYPE pair AS (a int, b text)

CREATE TABLE customer (id serial PRIMARY KEY, name varchar(50) NOT NULL UNIQUE, email text CHECK (email <> ''), feeling mood DEFAULT 'ok', age positive, codes code[], at timestamptz(3) DEFAULT now(), CHECK (id > 0 AND age < 200), CONSTRAINT named CHECK (name <> email))

CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY, customer int NOT NULL REFERENCES customer ON DELETE CASCADE, other int CONSTRAINT other_fk REFERENCES customer (id), amount numeric(10,2) DEFAULT 0 NOT NULL, total numeric GENERATED ALWAYS AS (amount * 2) STORED, note text COLLATE "C", PRIMARY KEY (id), UNIQUE (customer, amount), CHECK (amount >= 0), CHECK (amount < 100000), CHECK (customer > 0))

CREATE TABLE IF NOT EXISTS orders (nothing int)

CREATE INDEX ON orders (amount)

CREATE INDEX ON orders (amount)

CREATE INDEX ON orders (lower(note), customer DESC NULLS LAST) INCLUDE (amount) WHERE total > 10

CREATE INDEX by_note ON public.orders USING hash (note)

CREATE UNIQUE INDEX ready ON orders (note)

CREATE INDEX ON orders ((note || 'x'))

CREATE INDEX ON orders (((amount)::int)) WHERE false

CREATE INDEX ON orders (coalesce(note, ''), (CASE WHEN amount > 1 THEN 1 END))

ALTER TABLE orders ADD CONSTRAINT note_key UNIQUE USING INDEX ready

ALTER TABLE orders ADD UNIQUE (note) INCLUDE (amount)

ALTER TABLE orders ADD FOREIGN KEY (customer) REFERENCES customer NOT VALID

ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_fkey1

ALTER TABLE orders ADD COLUMN number serial, ADD COLUMN b int DEFAULT 5 NOT NULL CHECK (b > 0), ADD COLUMN IF NOT EXISTS amount int

ALTER TABLE orders ADD CHECK (b > 1) NOT VALID

ALTER TABLE orders VALIDATE CONSTRAINT orders_b_check1

ALTER TABLE orders ADD COLUMN parent bigint REFERENCES orders

ALTER TABLE orders ALTER COLUMN other SET NOT NULL

ALTER TABLE orders ALTER COLUMN other DROP NOT NULL, ALTER COLUMN b DROP DEFAULT, ALTER COLUMN b SET DEFAULT 7

ALTER TABLE orders ALTER COLUMN b TYPE bigint

ALTER TABLE orders RENAME COLUMN b TO "Big B"

ALTER TABLE orders ADD CHECK ("Big B" < 5000)

CREATE VIEW v AS SELECT o.id, o.amount, c.name FROM orders o JOIN customer c ON c.id = o.customer

CREATE VIEW w AS SELECT v.id FROM v

CREATE MATERIALIZED VIEW m AS SELECT id, amount FROM orders

CREATE UNIQUE INDEX m_id ON m (id)

CREATE OR REPLACE VIEW v AS SELECT o.id, o.amount, c.name FROM orders o JOIN customer c ON c.id = o.customer WHERE o.amount > 1

CREATE VIEW everything AS SELECT * FROM customer

ALTER TABLE orders RENAME TO purchase

ALTER TABLE customer RENAME COLUMN id TO customer_id

ALTER VIEW w RENAME TO w2

ALTER MATERIALIZED VIEW m RENAME TO m2

ALTER TABLE purchase RENAME CONSTRAINT orders_pkey TO purchase_pk

ALTER TABLE purchase RENAME CONSTRAINT orders_amount_check TO amount_not_negative

ALTER INDEX by_note RENAME TO by_note_2

ALTER TABLE purchase ADD CONSTRAINT no_overlap EXCLUDE USING btree (number WITH =) WHERE (number > 5)

ALTER TABLE purchase ADD EXCLUDE USING btree (note WITH =)

ALTER TABLE purchase SET SCHEMA s

CREATE TABLE public.purchase (id int)

ALTER TABLE s.purchase DROP COLUMN note CASCADE

ALTER TABLE s.purchase DROP COLUMN number

ALTER TABLE s.purchase DROP CONSTRAINT purchase_pk CASCADE

ALTER TABLE s.purchase DROP CONSTRAINT IF EXISTS no_such

ALTER TABLE s.purchase ADD PRIMARY KEY (id)

ALTER TABLE s.purchase ALTER COLUMN id DROP IDENTITY

ALTER TABLE s.purchase ALTER COLUMN total DROP EXPRESSION

ALTER TABLE s.purchase DROP COLUMN amount CASCADE

CREATE TABLE copy (LIKE customer INCLUDING ALL, extra int UNIQUE)

CREATE TABLE bare (LIKE customer)

CREATE TABLE defaults (a int, LIKE customer INCLUDING DEFAULTS INCLUDING CONSTRAINTS)

CREATE TABLE base (id int PRIMARY KEY, n int NOT NULL, t text DEFAULT 'x', CHECK (n > 0), CONSTRAINT alone CHECK (n < 100) NO INHERIT)

CREATE TABLE derived (extra int NOT NULL) INHERITS (base)

ALTER TABLE base ADD COLUMN added int DEFAULT 1 NOT NULL CHECK (added > 0)

ALTER TABLE base RENAME COLUMN n TO k

ALTER TABLE base ALTER COLUMN t SET NOT NULL

ALTER TABLE base ALTER COLUMN k TYPE bigint

ALTER TABLE base DROP COLUMN t

ALTER TABLE base ADD CONSTRAINT two CHECK (k > 1)

ALTER TABLE base DROP CONSTRAINT two

ALTER TABLE derived NO INHERIT base

CREATE TABLE measure (id int NOT NULL, at date NOT NULL, v int CHECK (v > 0), c int REFERENCES customer, PRIMARY KEY (id, at), UNIQUE (at, v)) PARTITION BY RANGE (at)

CREATE INDEX by_v ON measure (v)

CREATE TABLE measure_1 PARTITION OF measure FOR VALUES FROM ('2024-01-01') TO ('2024-02-01')

CREATE TABLE measure_def PARTITION OF measure DEFAULT

CREATE INDEX ON measure (lower(v::text))

CREATE INDEX only_it ON ONLY measure (c)

CREATE INDEX c_1 ON measure_1 (c)

ALTER INDEX only_it ATTACH PARTITION c_1

CREATE INDEX c_d ON measure_def (c)

ALTER INDEX only_it ATTACH PARTITION c_d

CREATE TABLE measure_2 (id int NOT NULL, at date NOT NULL, v int CHECK (v > 0), c int, CONSTRAINT measure_v_check CHECK (v > 0))

CREATE UNIQUE INDEX m2 ON measure_2 (at, v)

CREATE INDEX m2_v ON measure_2 (v)

ALTER TABLE measure ATTACH PARTITION measure_2 FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')

ALTER TABLE measure ADD COLUMN d int, ADD FOREIGN KEY (d) REFERENCES base

ALTER TABLE measure ADD CHECK (d > 1)

CREATE TABLE measure_3 PARTITION OF measure FOR VALUES FROM ('2024-03-01') TO ('2024-04-01') PARTITION BY RANGE (at)

CREATE TABLE measure_3_1 PARTITION OF measure_3 FOR VALUES FROM ('2024-03-01') TO ('2024-03-15')

ALTER TABLE measure ALTER COLUMN c SET NOT NULL

ALTER TABLE measure DETACH PARTITION measure_2

ALTER TABLE measure DROP CONSTRAINT measure_at_v_key

DROP INDEX by_v

DROP TABLE measure_1

CREATE SEQUENCE counter

CREATE SEQUENCE IF NOT EXISTS owned OWNED BY base.k

ALTER SEQUENCE counter OWNED BY base.k

ALTER SEQUENCE counter RENAME TO counter2

ALTER SEQUENCE counter2 OWNED BY NONE

ALTER TABLE base ALTER COLUMN added DROP DEFAULT

ALTER TABLE base ALTER COLUMN added ADD GENERATED BY DEFAULT AS IDENTITY

CREATE FUNCTION noop() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'

CREATE TRIGGER tr BEFORE INSERT ON base FOR EACH ROW EXECUTE FUNCTION noop()

DROP TRIGGER tr ON base

CREATE TABLE a_very_long_table_name_that_goes_on_and_on (id serial PRIMARY KEY, a_very_long_column_name_as_well int UNIQUE REFERENCES base CHECK (a_very_long_column_name_as_well > 0))

CREATE TABLE "Ünïcödé naming of a tablé with möre than thirty ünïts" ("Kölümn" int UNIQUE, id serial)

CREATE INDEX ON a_very_long_table_name_that_goes_on_and_on (a_very_long_column_name_as_well, id)

CREATE TABLE twice (id int PRIMARY KEY UNIQUE, a int UNIQUE, b int, UNIQUE (a), UNIQUE (b, a))

CREATE TABLE t1 AS SELECT * FROM base

ALTER TYPE mood RENAME TO feeling

ALTER DOMAIN positive ADD CONSTRAINT odd CHECK (VALUE <> 2) NOT VALID

ALTER DOMAIN positive DROP CONSTRAINT small

ALTER TYPE feeling SET SCHEMA s

ALTER TYPE s.feeling RENAME VALUE 'mad' TO 'angry'

DROP DOMAIN code CASCADE

CREATE TEMP TABLE customer (nothing int)

DROP TABLE customer

SET search_path = s, public

CREATE TABLE customer (id int PRIMARY KEY, ref int REFERENCES public.customer)

ALTER TABLE customer ADD FOREIGN KEY (id) REFERENCES customer

ALTER TABLE base SET SCHEMA s

RESET search_path

-- from 15
CREATE TABLE nnd (a int UNIQUE NULLS NOT DISTINCT)

-- from 18
ALTER TABLE copy ADD CONSTRAINT nn NOT NULL extra NOT VALID

-- from 18
ALTER TABLE copy VALIDATE CONSTRAINT nn

-- from 18
ALTER TABLE copy DROP CONSTRAINT nn

-- from 18
CREATE TABLE nn18 (a int CONSTRAINT my_nn NOT NULL, b int, CONSTRAINT b_nn NOT NULL b, c int GENERATED ALWAYS AS (a + 1) VIRTUAL, CHECK (a > 0) NOT ENFORCED)

DROP TABLE copy, bare

DROP TABLE customer CASCADE

DROP SCHEMA s CASCADE

CREATE TABLE parted (id int, n int DEFAULT 1, PRIMARY KEY (id)) PARTITION BY RANGE (id)

CREATE UNLOGGED TABLE parted1 PARTITION OF parted (n DEFAULT 5 NOT NULL, CONSTRAINT n_positive CHECK (n > 0)) FOR VALUES FROM (1) TO (10) WITH (fillfactor = 70)

CREATE TABLE many (a int CHECK (a > 0) NO INHERIT, b int UNIQUE WITH (fillfactor = 70), c interval day to second(3), d text DEFAULT 'x', FOREIGN KEY (b) REFERENCES parted MATCH FULL)

CREATE TABLE U&"esc\0061ped" (a national char varying(5))

CREATE SCHEMA brought CREATE TABLE along (a int PRIMARY KEY) CREATE VIEW along_view AS SELECT a FROM along CREATE INDEX ON along (a)

-- from 14
CREATE TABLE kept (a text COMPRESSION pglz NOT NULL)

-- from 18
CREATE TABLE temporal (id int4range, at tstzrange, PRIMARY KEY (id, at WITHOUT OVERLAPS))

-- from 18
CREATE TABLE temporal_fk (id int4range, at tstzrange, FOREIGN KEY (id, PERIOD at) REFERENCES temporal (id, PERIOD at))
