package liquibase.ext.online.server;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * A column of a key, and how the operator class of its index compares: by operators and a type that mean the same in every
 * search_path. Only these walk the index, and only these agree with it about which of two keys comes first.
 *
 * @param name of the column
 * @param type what the operators take, qualified; that below the column's own where they take many
 * @param array whether that is an array
 * @param operators the five of a btree operator class, {@code <} to {@code >}, as SQL
 */
public record KeyColumn(String name, String type, boolean array, List<String> operators) {
    private static final int STRATEGIES = 5;

    public KeyColumn {
        operators = List.copyOf(operators);
    }

    /** The column as the operators take it. */
    public String sql() {
        return Sql.name(name) + "::" + type;
    }

    /** A value that {@link #text} gave. */
    public String literal(String text) {
        return Sql.literal(text) + "::" + type;
    }

    /** The column as text, for a SELECT list. */
    public String text() {
        return Sql.name(name) + "::pg_catalog.text";
    }

    public String less() {
        return operators.get(0);
    }

    public String lessOrEqual() {
        return operators.get(1);
    }

    public String equal() {
        return operators.get(2);
    }

    public String greaterOrEqual() {
        return operators.get(3);
    }

    public String greater() {
        return operators.get(4);
    }

    /** Of the primary key, else of another unique key without NULL; empty when there is none. */
    static List<KeyColumn> of(Session session, QualifiedName table) throws SQLException {
        List<KeyColumn> key = new ArrayList<>();
        for (List<@Nullable String> row : session.rows(query(table))) {
            List<String> operators = new ArrayList<>();
            for (int i = 0; i < STRATEGIES; i++) {
                operators.add(String.valueOf(row.get(3 + i)));
            }
            key.add(new KeyColumn(
                    String.valueOf(row.get(0)), String.valueOf(row.get(1)), "t".equals(row.get(2)), operators));
        }
        return key;
    }

    private static String query(QualifiedName table) {
        return """
                SELECT a.attname, format('%%I.%%I', n.nspname, t.typname), t.typcategory = 'A', o.names[1], o.names[2], o.names[3],
                  o.names[4], o.names[5]
                FROM (SELECT i.indrelid, i.indkey, i.indclass, i.indnkeyatts FROM pg_index i
                  WHERE i.indrelid = %s::regclass AND i.indisunique AND i.indisvalid AND i.indimmediate AND NOT i.indisexclusion
                    AND i.indpred IS NULL AND i.indexprs IS NULL AND NOT EXISTS (SELECT FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, place)
                      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                      WHERE k.place <= i.indnkeyatts AND NOT a.attnotnull)
                  ORDER BY i.indisprimary DESC, i.indnkeyatts, i.indexrelid LIMIT 1) AS i
                CROSS JOIN LATERAL unnest(i.indkey::int2[], i.indclass::oid[]) WITH ORDINALITY AS k (attnum, class, place)
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                JOIN pg_opclass c ON c.oid = k.class
                JOIN pg_type taken ON taken.oid = c.opcintype
                CROSS JOIN LATERAL (WITH RECURSIVE base (oid, below) AS (SELECT oid, typbasetype FROM pg_type WHERE oid = a.atttypid
                  UNION ALL SELECT t.oid, t.typbasetype FROM pg_type t JOIN base ON t.oid = base.below)
                  SELECT oid FROM base WHERE below = 0) AS own
                JOIN pg_type t ON t.oid = CASE WHEN taken.typtype = 'p' THEN own.oid ELSE taken.oid END
                JOIN pg_namespace n ON n.oid = t.typnamespace
                CROSS JOIN LATERAL (SELECT array_agg(format('OPERATOR(%%I.%%s)', s.nspname, o.oprname) ORDER BY m.amopstrategy) AS names
                  FROM pg_amop m JOIN pg_operator o ON o.oid = m.amopopr JOIN pg_namespace s ON s.oid = o.oprnamespace
                  WHERE m.amopfamily = c.opcfamily AND m.amoplefttype = c.opcintype AND m.amoprighttype = c.opcintype
                    AND m.amoppurpose = 's') AS o
                WHERE k.place <= i.indnkeyatts ORDER BY k.place""".formatted(Sql.literal(table.toString()));
    }
}
