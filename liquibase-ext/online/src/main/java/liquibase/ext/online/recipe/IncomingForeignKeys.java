package liquibase.ext.online.recipe;

import liquibase.ext.online.plan.Action.Verify;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Deletion;
import liquibase.ext.online.sql.Sql;

/** Foreign keys that reference a table of which rows are to go, as far as they forbid to do that in batches. */
record IncomingForeignKeys(Deletion deletion) {
    /** More are told as "more than" so many, so that counting ends soon. */
    private static final int MOST = 1_000;

    private static final String ACTION =
            "CASE WHEN c.confdeltype OPERATOR(pg_catalog.=) 'c' THEN 'CASCADE' WHEN c.confdeltype OPERATOR(pg_catalog.=) 'n'"
                    + " THEN 'SET NULL' ELSE 'SET DEFAULT' END";

    /** CASCADE, SET NULL, SET DEFAULT: rows of other tables go or change in the same transaction, however many they are. */
    Verify thatCascade() {
        return Verify.hazards(
                        "SELECT pg_catalog.format('%I of %s ON DELETE %s, where %s rows reference these', c.conname,"
                                + " c.conrelid::pg_catalog.regclass, " + ACTION + ", "
                                + referencing("c.conrelid::pg_catalog.regclass", "") + ")"
                                + " AS sample, pg_catalog.count(*) OVER () AS total" + incoming()
                                + " AND c.confdeltype OPERATOR(pg_catalog.=) ANY (ARRAY['c', 'n', 'd']::pg_catalog.\"char\"[]) LIMIT 10",
                        "%d foreign keys take rows of other tables along",
                        "deal with those rows first, for example by a deleteInBatches of their own; or, if they are few for"
                                + " each row, set allowCascade=\"true\"")
                .inAuthorsPath();
    }

    /** The whole referencing table is read for each row that goes. */
    Verify withoutIndex() {
        return Verify.hazards(
                "SELECT pg_catalog.format('%I of %s (%s), about %s rows', c.conname, c.conrelid::pg_catalog.regclass, "
                        + columns()
                        + ", (SELECT GREATEST(t.reltuples, 0)::bigint FROM pg_catalog.pg_class t WHERE t.oid"
                        + " OPERATOR(pg_catalog.=) c.conrelid)) AS sample, pg_catalog.count(*) OVER () AS total"
                        + incoming()
                        + " AND NOT EXISTS (SELECT FROM pg_catalog.pg_index i WHERE i.indrelid OPERATOR(pg_catalog.=)"
                        + " c.conrelid AND i.indisvalid AND i.indpred IS NULL AND c.conkey OPERATOR(pg_catalog.<@)"
                        + " (i.indkey::pg_catalog.int2[])[0:pg_catalog.cardinality(c.conkey) OPERATOR(pg_catalog.-) 1])"
                        + " LIMIT 10",
                "%d foreign keys have no index on their referencing columns, so that their table would be read for every row"
                        + " that goes",
                "build the index first, with createIndexConcurrently; or, if that table is small, set"
                        + " allowUnindexedReferences=\"true\"");
    }

    /** What one batch deletes, rows of a later batch may reference; one statement for all of them would not mind. */
    Verify amongThese() {
        return Verify.hazards(
                        "SELECT pg_catalog.format('%I, by %s of them', f.conname, f.found) AS sample, pg_catalog.count(*)"
                                + " OVER () AS total FROM (SELECT c.conname, "
                                + referencing("(" + rows() + ")", " AND NOT (%s)")
                                + " AS found" + incoming() + " AND c.conrelid OPERATOR(pg_catalog.=) ANY ("
                                + CatalogText.family(deletion.table())
                                + ") AND c.confdeltype OPERATOR(pg_catalog.=) ANY (ARRAY['a', 'r']::pg_catalog.\"char\"[])) AS f WHERE"
                                + " f.found OPERATOR(pg_catalog.<>) '0' LIMIT 10",
                        "rows to be deleted reference each other by %d foreign keys of " + deletion.table(),
                        "delete first those that none of the others references, by a where of their own, then the others;"
                                + " or set the referencing column NULL first, with backfillInBatches")
                .inAuthorsPath();
    }

    /** Of a partitioned table the key itself, and not what it is for each partition. */
    private String incoming() {
        String family = CatalogText.family(deletion.table());
        return " FROM pg_catalog.pg_constraint c WHERE c.contype OPERATOR(pg_catalog.=) 'f' AND c.confrelid"
                + " OPERATOR(pg_catalog.=) ANY (" + family
                + ") AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint p WHERE"
                + " p.oid OPERATOR(pg_catalog.=) c.conparentid AND p.confrelid OPERATOR(pg_catalog.=) ANY (" + family
                + "))";
    }

    private String rows() {
        return "SELECT * FROM " + deletion.table() + " WHERE " + deletion.predicate();
    }

    /**
     * How many rows reference those that are to go, as a text: the key is known when the query runs, and so the count is a
     * query in it.
     *
     * @param among what is counted, as SQL: an expression for a relation, or a query in parentheses
     * @param unless a further condition, in which %s stands for "it is the same row"; may be empty
     */
    private String referencing(String among, String unless) {
        String from = among.startsWith("(") ? Sql.literal(among) : among;
        String count =
                "pg_catalog.format('SELECT pg_catalog.count(*) AS n FROM (SELECT FROM %s AS online_r WHERE EXISTS"
                        + " (SELECT FROM (%s) AS online_d WHERE %s" + unless + ") LIMIT " + (MOST + 1)
                        + ") AS online_c', " + from
                        + ", " + Sql.literal(rows()) + ", " + compared("c.conkey", "c.conpfeqop", "c.conrelid")
                        + (unless.isEmpty() ? "" : ", " + compared("c.confkey", "c.conppeqop", "c.confrelid")) + ")";
        return "CASE WHEN pg_catalog.has_table_privilege(c.conrelid, 'SELECT') THEN pg_catalog.replace("
                + "pg_catalog.\"substring\"(pg_catalog.query_to_xml(" + count
                + ", false, true, '')::pg_catalog.text, '<n>([0-9]+)</n>'), '" + (MOST + 1) + "', 'more than " + MOST
                + "') ELSE 'an unknown number of' END";
    }

    /** The key of the row that goes compared with columns of another one, by the operators of the foreign key. */
    private static String compared(String columns, String operators, String relation) {
        return "(SELECT pg_catalog.string_agg(pg_catalog.format('online_d.%I OPERATOR(%I.%s) online_r.%I', d.attname,"
                + " n.nspname, o.oprname, r.attname), ' AND ') FROM ROWS FROM (pg_catalog.unnest(c.confkey),"
                + " pg_catalog.unnest(" + columns + "), pg_catalog.unnest(" + operators
                + ")) AS k (d, r, op) JOIN pg_catalog.pg_attribute d ON d.attrelid OPERATOR(pg_catalog.=) c.confrelid AND"
                + " d.attnum OPERATOR(pg_catalog.=) k.d JOIN pg_catalog.pg_attribute r ON r.attrelid OPERATOR(pg_catalog.=) "
                + relation + " AND r.attnum OPERATOR(pg_catalog.=) k.r JOIN pg_catalog.pg_operator o ON o.oid"
                + " OPERATOR(pg_catalog.=) k.op JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=)"
                + " o.oprnamespace)";
    }

    private static String columns() {
        return "(SELECT pg_catalog.string_agg(pg_catalog.quote_ident(a.attname), ', ' ORDER BY k.place) FROM"
                + " pg_catalog.unnest(c.conkey) WITH ORDINALITY AS k (attnum, place) JOIN pg_catalog.pg_attribute a ON"
                + " a.attrelid OPERATOR(pg_catalog.=) c.conrelid AND a.attnum OPERATOR(pg_catalog.=) k.attnum)";
    }
}
