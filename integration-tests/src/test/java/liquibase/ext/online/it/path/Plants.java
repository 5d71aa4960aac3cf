package liquibase.ext.online.it.path;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import liquibase.ext.online.it.server.TestDatabase;

/**
 * Lookalikes of all that pg_catalog has, in the schema {@code hostile}: each does what the true one does, and fails when a
 * session of an online change, or one that says so, meets it. The failure is counted by a sequence, which no rollback
 * takes back.
 */
final class Plants {
    /** A path on which the server's own comes last. */
    static final String PATH = "hostile, public, pg_catalog";

    private static final String[] PLANT = {
        "CREATE SCHEMA hostile",
        "CREATE SEQUENCE hostile.hits",
        """
        CREATE FUNCTION hostile.hit(what text) RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        BEGIN
          IF current_setting('application_name') LIKE 'liquibase-online%' OR current_setting('hostile.armed', true) = 'on' THEN
            PERFORM nextval('hostile.hits');
            RAISE EXCEPTION 'a planted % was hit', what;
          END IF;
          RETURN true;
        END $$""",
        // Functions, each with the signature of the true one.
        """
        DO $do$
        DECLARE f record; names text; numbers text;
        BEGIN
          SET LOCAL check_function_bodies = off;
          FOR f IN SELECT p.oid, p.proname, p.proretset, p.provariadic, pg_get_function_identity_arguments(p.oid) AS arguments,
              format_type(p.prorettype, NULL) AS result, p.pronargs
            FROM pg_proc p JOIN pg_type r ON r.oid = p.prorettype
            WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.prokind = 'f' AND r.typname NOT IN ('internal', 'cstring',
                'trigger', 'event_trigger', 'void', 'record', 'language_handler', 'fdw_handler', 'index_am_handler',
                'table_am_handler', 'tsm_handler')
              AND NOT p.proargtypes::oid[] && ARRAY['internal', 'cstring', '"any"']::regtype[]::oid[]
              AND p.provariadic = 0 AND pg_get_function_identity_arguments(p.oid) !~ 'OUT|VARIADIC'
          LOOP
            SELECT string_agg('$' || n, ', ') INTO numbers FROM generate_series(1, f.pronargs) n;
            BEGIN
              EXECUTE format('CREATE FUNCTION hostile.%I(%s) RETURNS %s%s LANGUAGE plpgsql AS $f$ BEGIN PERFORM hostile.hit(%L);
                RETURN %s pg_catalog.%I(%s); END $f$', f.proname, f.arguments, CASE WHEN f.proretset THEN 'SETOF ' ELSE '' END,
                f.result, f.proname || '(' || f.arguments || ')', CASE WHEN f.proretset THEN 'QUERY SELECT *  FROM' ELSE '' END,
                f.proname, numbers);
            EXCEPTION WHEN OTHERS THEN
              NULL;
            END;
          END LOOP;
        END $do$""",
        // Those that take anything, with the types that they are likely to get.
        """
        DO $do$
        DECLARE f text; arguments text;
        BEGIN
          FOREACH f IN ARRAY ARRAY['concat', 'concat_ws', 'format', 'to_jsonb', 'pg_typeof', 'num_nulls', 'quote_literal'] LOOP
            FOREACH arguments IN ARRAY ARRAY['text', 'text, text', 'text, text, text', 'text, text, text, text', 'text, int, int',
              'text, regclass', 'text, name, name', 'text, text, text, text, text', 'record', 'int', 'name, text, text'] LOOP
              EXECUTE format('CREATE FUNCTION hostile.%I(%s) RETURNS text LANGUAGE plpgsql AS $f$ BEGIN PERFORM hostile.hit(%L);
                RETURN NULL; END $f$', f, arguments, f);
            END LOOP;
          END LOOP;
        EXCEPTION WHEN duplicate_function THEN
          NULL;
        END $do$""",
        // Aggregates.
        """
        DO $do$
        DECLARE a text; t text;
        BEGIN
          EXECUTE 'CREATE FUNCTION hostile.counted(bigint) RETURNS bigint LANGUAGE plpgsql AS $f$ BEGIN
            PERFORM hostile.hit(''count(*)''); RETURN $1 + 1; END $f$';
          EXECUTE 'CREATE AGGREGATE hostile.count(*) (sfunc = hostile.counted, stype = bigint, initcond = 0)';
          FOREACH t IN ARRAY ARRAY['smallint', 'int', 'bigint', 'text', 'text[]', 'name', 'varchar', 'boolean', '"char"'] LOOP
            FOREACH a IN ARRAY ARRAY['count', 'max', 'min', 'sum', 'array_agg', 'bool_and', 'bool_or'] LOOP
              EXECUTE format('CREATE FUNCTION hostile.step_%s(bigint, %s) RETURNS bigint LANGUAGE plpgsql AS $f$ BEGIN
                PERFORM hostile.hit(%L); RETURN $1; END $f$', a, t, a || '(' || t || ')');
              EXECUTE format('CREATE AGGREGATE hostile.%s(%s) (sfunc = hostile.step_%1$s, stype = bigint, initcond = 0)', a, t);
            END LOOP;
          END LOOP;
          EXECUTE 'CREATE FUNCTION hostile.strung(text, text, text) RETURNS text LANGUAGE plpgsql AS $f$ BEGIN
            PERFORM hostile.hit(''string_agg''); RETURN $1; END $f$';
          EXECUTE 'CREATE AGGREGATE hostile.string_agg(text, text) (sfunc = hostile.strung, stype = text)';
        END $do$""",
        // Operators: the true ones, and exact ones for pairs of types that pg_catalog has by a cast only.
        """
        DO $do$
        DECLARE o record; body text; f text; n int := 0;
        BEGIN
          SET LOCAL check_function_bodies = off;
          FOR o IN SELECT oprname AS name, nullif(oprleft, 0)::regtype AS l, oprright::regtype AS r, oprresult::regtype AS result
              FROM pg_operator JOIN pg_type t ON t.oid = oprresult WHERE oprnamespace = 'pg_catalog'::regnamespace
            UNION
            SELECT name, l::regtype, r::regtype, CASE name WHEN '||' THEN 'text' WHEN '&' THEN l WHEN '|' THEN l WHEN '+' THEN l
                WHEN '-' THEN l WHEN '*' THEN l WHEN '/' THEN l WHEN '%' THEN l ELSE 'boolean' END::regtype
              FROM unnest('{=,<>,<,<=,>,>=,||,&,|,+,-,*,/,%,~,~~,!~,!~~}'::text[]) name,
                unnest('{smallint,int,bigint,text,varchar,name,char,"\\"char\\"",oid,regclass,regtype,numeric,xid,tid,boolean}'::text[]) l,
                unnest('{smallint,int,bigint,text,varchar,name,char,"\\"char\\"",oid,regclass,regtype,numeric,xid,tid,boolean}'::text[]) r
              WHERE (name IN ('||', '=', '<>', '<', '<=', '>', '>=', '&', '/', '%', '-', '+') OR l = r)
                AND (l <> r OR name <> '||')
          LOOP
            n := n + 1;
            body := CASE WHEN o.l IS NULL THEN format('OPERATOR(pg_catalog.%s) $1', o.name)
              ELSE format('$1 OPERATOR(pg_catalog.%s) $2', o.name) END;
            f := CASE WHEN o.l IS NULL THEN format('%s', o.r) ELSE format('%s, %s', o.l, o.r) END;
            BEGIN
              EXECUTE format('CREATE FUNCTION hostile.operator_%s(%s) RETURNS %s LANGUAGE plpgsql AS $f$ BEGIN PERFORM hostile.hit(%L);
                RETURN %s; END $f$', n, f, o.result, o.name || ' (' || f || ')', body);
              EXECUTE format('CREATE OPERATOR hostile.%s (%s rightarg = %s, procedure = hostile.operator_%s)', o.name,
                CASE WHEN o.l IS NULL THEN '' ELSE format('leftarg = %s,', o.l) END, o.r, n);
            EXCEPTION WHEN OTHERS THEN
              NULL;
            END;
          END LOOP;
        END $do$""",
        // Catalogs, but for the columns of which no view can be made.
        """
        CREATE FUNCTION hostile.catalogs(place text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
        DECLARE c record;
        BEGIN
          FOR c IN SELECT r.relname, string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) AS columns
            FROM pg_class r JOIN pg_attribute a ON a.attrelid = r.oid
            WHERE r.relnamespace = 'pg_catalog'::regnamespace AND r.relkind IN ('r', 'v') AND a.attnum > 0
              AND a.atttypid::regtype::text NOT IN ('anyarray', 'pg_statistic[]')
            GROUP BY 1
          LOOP
            EXECUTE format('CREATE OR REPLACE %s%I AS SELECT %s FROM pg_catalog.%I WHERE hostile.hit(%L)', place, c.relname,
              c.columns, c.relname, 'relation ' || c.relname);
          END LOOP;
        END $$""",
        "SELECT hostile.catalogs('VIEW hostile.')",
        "GRANT USAGE ON SCHEMA hostile TO PUBLIC",
        "GRANT USAGE ON SEQUENCE hostile.hits TO PUBLIC",
        "GRANT SELECT ON ALL TABLES IN SCHEMA hostile TO PUBLIC",
        // Types, last, as they would be met above.
        """
        DO $do$
        DECLARE t name;
        BEGIN
          FOR t IN SELECT typname FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace AND typtype IN ('b', 'r')
              AND typcategory <> 'A' LOOP
            BEGIN
              EXECUTE format('CREATE DOMAIN hostile.%I AS pg_catalog.%1$I CHECK (hostile.hit(%L))', t, 'type ' || t);
            EXCEPTION WHEN OTHERS THEN
              NULL;
            END;
          END LOOP;
        END $do$"""
    };

    private Plants() {}

    /** As a superuser, who need not own what the application has. */
    static void in(TestDatabase database) throws SQLException {
        database.run(PLANT);
    }

    /** Temporary lookalikes of catalogs, which come first on every path that does not name pg_temp. */
    static final String TEMPORARY = "SELECT hostile.catalogs('TEMP VIEW ')";

    static long hits(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet hits = statement.executeQuery(
                        "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM hostile.hits")) {
            hits.next();
            return hits.getLong(1);
        }
    }
}
