package liquibase.ext.online.it.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.Type;
import liquibase.ext.online.sql.TypeChange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Which changes of a type are free: every pair that PostgreSQL has a cast for, asked of a server. */
class TypeChangeIT {
    private static final List<String> TYPES = List.of(
            "smallint",
            "int",
            "bigint",
            "numeric",
            "numeric(10)",
            "numeric(10,2)",
            "numeric(12,2)",
            "numeric(12,4)",
            "real",
            "float8",
            "text",
            "citext",
            "varchar",
            "varchar(20)",
            "varchar(50)",
            "char(10)",
            "char(20)",
            "bpchar",
            "name",
            "bytea",
            "boolean",
            "date",
            "time",
            "time(3)",
            "timetz",
            "timestamp",
            "timestamp(3)",
            "timestamp(6)",
            "timestamptz",
            "timestamptz(0)",
            "timestamptz(6)",
            "interval",
            "interval(3)",
            "interval(6)",
            "bit(8)",
            "varbit",
            "varbit(8)",
            "varbit(16)",
            "cidr",
            "inet",
            "json",
            "jsonb",
            "xml",
            "uuid",
            "oid",
            "regclass",
            "money",
            "text[]",
            "varchar(20)[]",
            "varchar(50)[]",
            "int[]");

    @ParameterizedTest
    @ArgumentsSource(Majors.class)
    void knowsWhichTypeChangesWriteTheTableAnew(int major) throws SQLException {
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        try (TestDatabase database = PostgresServer.of(major).freshDatabase();
                Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("CREATE EXTENSION citext");
            for (boolean utc : new boolean[] {true, false}) {
                statement.execute("SET TimeZone = '" + (utc ? "UTC" : "Europe/Berlin") + "'");
                Known known = new Known() {
                    @Override
                    public boolean isTimeZoneUtc() {
                        return utc;
                    }
                };
                for (String from : TYPES) {
                    statement.execute("CREATE TABLE t (c " + from + ")");
                    connection.commit();
                    long file = file(statement);
                    for (String to : TYPES) {
                        if (change(statement, to)) {
                            boolean kept = file(statement) == file;
                            boolean said =
                                    new TypeChange(Type.of(from), Type.of(to)).keepsRows(new PgVersion(major), known);
                            compared++;
                            if (kept != said) {
                                wrong.add(from + " -> " + to + (kept ? " is free" : " rewrites")
                                        + (utc ? " in UTC" : ""));
                            }
                        }
                        connection.rollback();
                    }
                    statement.execute("DROP TABLE t");
                    connection.commit();
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(compared).isGreaterThan(1000);
    }

    /** Without a cast there is nothing to compare. */
    private static boolean change(Statement statement, String to) throws SQLException {
        try {
            statement.execute("ALTER TABLE t ALTER COLUMN c TYPE " + to + " USING (c::" + to + ")");
            return true;
        } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("42846");
            return false;
        }
    }

    private static long file(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT pg_relation_filenode('t')")) {
            result.next();
            return result.getLong(1);
        }
    }
}
