package liquibase.ext.online.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.listener.SqlListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;

/** CHECK constraints beside what stands already and rows that violate them: what is refused and what is left behind. */
@Tag("liquibase")
@Tag("once")
class CheckIT {
    private static final String CHECKS =
            "SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid)"
                    + " FROM pg_constraint WHERE contype = 'c' AND conrelid <> 0 ORDER BY 1";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE t ADD CONSTRAINT ok CHECK (a >= 0)                  | it is CHECK ((a >= 0)), and asked for is CHECK ((a > 0))
                    ALTER TABLE t ADD CONSTRAINT ok CHECK (a > 0) NO INHERIT        | NO INHERIT
                    ALTER TABLE t ADD CONSTRAINT ok UNIQUE (a)                      | it is UNIQUE (a)
                    ALTER TABLE p_2 ADD CONSTRAINT ok CHECK (a > 7)                 | on public.p_2 it is CHECK ((a > 7))
                    """)
    void whatBearsTheNameAndIsNotTheCheckIsRefused(String standing, String shown) throws Exception {
        String table = standing.contains("p_2") ? "p" : "t";
        try (OwnerDatabase database = database(17, standing)) {
            String before = all(database);
            assertThat(failure(edition(database, table, "a > 0")))
                    .contains("exists already, and is not the one asked for", shown, "nothing was changed");
            assertThat(all(database)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    gone > 0                        | column "gone" does not exist
                    a >                             | syntax error
                    (SELECT true)                   | cannot use subquery in check constraint
                    """)
    void whatTheServerRefusesIsSaidBeforeAnythingIsChanged(String body, String message) throws Exception {
        try (OwnerDatabase database = database(17)) {
            assertThat(failure(edition(database, "t", body))).contains(message, "nothing was changed");
            assertThat(all(database)).isEmpty();
        }
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void rowsThatViolateItAreNamedAndNothingIsLeft(int major) throws Exception {
        try (OwnerDatabase database = database(major, "INSERT INTO t VALUES (-10, 10), (NULL, 11), (-12, 12)")) {
            assertThat(failure(edition(database, "t", "t.a > 0")))
                    .contains(
                            "2 rows violate a > 0: b=10; b=12",
                            "is dropped again",
                            "this finds them: SELECT * FROM public.t WHERE NOT (a > 0)");
            assertThat(all(database)).isEmpty();
            database.owner().run("DELETE FROM t WHERE a < 0");
            edition(database, "t", "t.a > 0").update();
            assertThat(all(database)).isEqualTo("t ok CHECK ((a > 0))");
        }
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void rowsOfAPartitionAreNamedAndNothingIsLeft(int major) throws Exception {
        try (OwnerDatabase database = database(major, "INSERT INTO p VALUES (15, -1)")) {
            assertThat(failure(edition(database, "p", "p.a > 0")))
                    .contains("1 rows violate a > 0", "FROM public.p_2 WHERE NOT (a > 0)", "is dropped again");
            assertThat(all(database)).isEmpty();
            database.owner().run("UPDATE p SET a = 1 WHERE id = 15");
            edition(database, "p", "p.a > 0").update();
            assertThat(all(database)).isEqualTo("p ok CHECK ((a > 0)); p_1 ok CHECK ((a > 0)); p_2 ok CHECK ((a > 0))");
        }
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void anEqualCheckIsTakenAndStays(int major) throws Exception {
        try (OwnerDatabase database = database(major, "ALTER TABLE t ADD CONSTRAINT ok CHECK (a > 0) NOT VALID")) {
            Commands edition = edition(database, "t", "a>0");
            edition.update();
            assertThat(all(database)).isEqualTo("t ok CHECK ((a > 0))");
            edition.rollBackLast();
            assertThat(all(database)).isEqualTo("t ok CHECK ((a > 0))");
        }
    }

    private static OwnerDatabase database(int major, String... more) throws Exception {
        OwnerDatabase database = OwnerDatabase.on(PostgresServer.of(major));
        database.owner()
                .run(
                        "CREATE TABLE t (a int, b int PRIMARY KEY)",
                        "INSERT INTO t SELECT n, n FROM generate_series(1, 9) AS n",
                        "CREATE TABLE p (id int, a int) PARTITION BY RANGE (id)",
                        "CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10)",
                        "CREATE TABLE p_2 PARTITION OF p FOR VALUES FROM (10) TO (20)",
                        "INSERT INTO p SELECT n, n FROM generate_series(1, 9) AS n");
        database.owner().run(more);
        return database;
    }

    private Commands edition(OwnerDatabase database, String table, String body) throws Exception {
        String file = Integer.toHexString((table + body).hashCode()) + ".yaml";
        Files.writeString(folder.resolve(file), """
                databaseChangeLog:
                  - changeSet:
                      id: c
                      author: it
                      changes:
                        - addCheckValidated: {tableName: %s, constraintName: ok, constraintBody: '%s'}
                """.formatted(table, body));
        return new Commands(folder, file, Map.entry("url", database.owner().url()), new SqlListener());
    }

    private static String failure(Commands edition) {
        return String.valueOf(catchThrowable(edition::update));
    }

    private static String all(OwnerDatabase database) throws Exception {
        return String.join("; ", Catalog.strings(database.admin(), CHECKS));
    }
}
