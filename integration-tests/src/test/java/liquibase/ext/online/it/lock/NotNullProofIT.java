package liquibase.ext.online.it.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.read.NotNullProof;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** What is taken as proof of NOT NULL, the server takes too: it says so when SET NOT NULL reads no row for it. */
class NotNullProofIT {
    private static final String PROVEN = "are sufficient to prove that it does not contain nulls";

    /** Conditions on columns a, b and done boolean, n int, t text, d a domain, r a row, dr a domain over it. */
    private static final String PROOFS = """
            a: a IS NOT NULL
            a: (a) IS NOT NULL AND n > 0
            a: n BETWEEN 1 AND 2 AND a NOTNULL AND b
            a: b IS NOT NULL AND (n > 0 AND (b AND a IS NOT NULL))
            a: CASE WHEN a AND b THEN true ELSE done END AND a IS NOT NULL
            a: a IS DISTINCT FROM NULL
            n: t <> ' OR ' AND n IS NOT NULL
            t: lower(t COLLATE "C") <> '' AND t IS NOT NULL
            d: d IS NOT NULL AND d > 0
            r: r IS DISTINCT FROM NULL
            dr: dr IS DISTINCT FROM NULL AND dr IS NOT NULL
            say "a" AND: "say ""a"" AND" IS NOT NULL
            größe: n > 0 AND "größe" IS NOT NULL
            user: "user" IS NOT NULL AND n > 0
            """;

    /** What differs from a proof by little; some of it the server takes as one nevertheless. */
    private static final String OTHERS = """
            a: done = (a IS NOT NULL AND b IS NOT NULL)
            a: (a IS NOT NULL AND b IS NOT NULL) IS DISTINCT FROM done
            a: (a IS NOT NULL AND b) IS NOT NULL
            a: a IS NOT NULL OR b
            a: b AND a IS NOT NULL OR done
            a: CASE WHEN b AND a IS NOT NULL AND done THEN true ELSE false END
            a: NOT (a IS NULL)
            a: NOT (a IS NULL OR b IS NULL)
            a: NOT (a IS NOT NULL AND b)
            a: (a, b) IS NOT NULL
            a: (a, b) IS DISTINCT FROM NULL
            a: (a IS NOT NULL) IS TRUE
            a: (a IS NOT NULL AND b) OR (a IS NOT NULL AND done)
            a: a
            n: n > 0
            n: n::bigint IS NOT NULL
            n: n + 0 IS NOT NULL
            n: coalesce(n, 1) IS NOT NULL
            n: ARRAY[n] IS NOT NULL
            t: (t COLLATE "C") IS NOT NULL
            t: t::varchar IS NOT NULL
            d: d::int IS NOT NULL
            r: r IS NOT NULL
            r: (r).x IS NOT NULL
            x: (r).x IS NOT NULL
            dr: dr IS NOT NULL
            user: user IS NOT NULL
            """;

    @ParameterizedTest
    @ArgumentsSource(Majors.class)
    void theServerTakesWhatWeTake(int major) throws SQLException {
        try (TestDatabase database = PostgresServer.of(major).freshDatabase();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TYPE pair AS (x int, y int); CREATE DOMAIN pairs AS pair; CREATE DOMAIN positive AS"
                            + " int CHECK (VALUE > 0); SET client_min_messages = debug1");
            PROOFS.lines().map(Case::of).forEach(proof -> {
                assertThat(proof.isTaken()).as("as written: %s", proof).isTrue();
                assertThat(proof.on(statement)).as("on the server: %s", proof).isEqualTo(new Answers(true, true));
            });
            OTHERS.lines().map(Case::of).forEach(other -> {
                assertThat(other.isTaken()).as("as written: %s", other).isFalse();
                assertThat(other.on(statement).ours())
                        .as("as the server shows it: %s", other)
                        .isFalse();
            });
            if (major >= 18) {
                Case onVirtual = new Case("v", "v IS NOT NULL");
                assertThat(onVirtual.on(statement)).isEqualTo(new Answers(true, true));
            }
        }
    }

    /**
     * Both answers of one condition.
     *
     * @param ours by the condition as the server shows it
     * @param servers by what it says of SET NOT NULL
     */
    private record Answers(boolean ours, boolean servers) {}

    private record Case(String column, String condition) {
        static Case of(String line) {
            String[] parts = line.split(": ", 2);
            return new Case(parts[0], parts[1]);
        }

        private boolean isRow() {
            return column.equals("r") || column.equals("dr");
        }

        boolean isTaken() {
            return NotNullProof.of(condition).proves(column, isRow());
        }

        Answers on(Statement statement) {
            String virtual = column.equals("v") ? ", v int GENERATED ALWAYS AS (n + 1) VIRTUAL" : "";
            try {
                statement.execute(
                        "DROP TABLE IF EXISTS t; CREATE TABLE t (a boolean, b boolean, done boolean, n int, t text,"
                                + " d positive, r pair, dr pairs, x int, \"say \"\"a\"\" AND\" int, \"größe\" int, \"user\" int"
                                + virtual + ", CONSTRAINT proof CHECK (" + condition + "))");
                String shown;
                try (ResultSet rows = statement.executeQuery("SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint"
                        + " WHERE conrelid = 't'::regclass AND conname = 'proof'")) {
                    rows.next();
                    shown = rows.getString(1);
                }
                statement.clearWarnings();
                statement.execute("ALTER TABLE t ALTER COLUMN \"" + column.replace("\"", "\"\"") + "\" SET NOT NULL");
                boolean said = false;
                for (SQLWarning told = statement.getWarnings(); told != null; told = told.getNextWarning()) {
                    said |= String.valueOf(told.getMessage()).contains(PROVEN);
                }
                return new Answers(NotNullProof.of(shown).proves(column, isRow()), said);
            } catch (SQLException e) {
                throw new AssertionError(condition, e);
            }
        }
    }
}
