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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Foreign keys beside what stands already and rows that reference nothing: what is refused and what is left behind. */
@Tag("liquibase")
@Tag("once")
class ForeignKeyIT {
    private static final String KEYS =
            "SELECT conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM"
                    + " pg_constraint WHERE contype = 'f' ORDER BY 1";
    private static final String[] PARTITIONED = {
        "CREATE TABLE p (id int, r int) PARTITION BY RANGE (id)",
        "CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (10)",
        "CREATE TABLE p_2 PARTITION OF p FOR VALUES FROM (10) TO (20)",
        "INSERT INTO p SELECT n, n FROM generate_series(1, 9) AS n"
    };

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (b) REFERENCES r                          | FOREIGN KEY (b) REFERENCES
                    ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES r ON DELETE CASCADE        | ON DELETE CASCADE
                    ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES r DEFERRABLE               | DEFERRABLE
                    ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES r ON DELETE SET NULL (a)   | ON DELETE SET NULL (a)
                    ALTER TABLE t ADD CONSTRAINT fk CHECK (a > 0)                                         | CHECK ((a > 0))
                    ALTER TABLE t ADD CONSTRAINT other FOREIGN KEY (a) REFERENCES r                       | it is other
                    """)
    void whatStandsAndIsNotTheForeignKeyIsRefused(String standing, String shown) throws Exception {
        String action = standing.contains("SET NULL") ? ", onDelete: SET NULL" : "";
        try (OwnerDatabase database = database(17, standing)) {
            String before = all(database, KEYS);
            assertThat(failure(edition(database, "t", "a", action)))
                    .contains("exists already", shown, "nothing was changed");
            assertThat(all(database, KEYS)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE r DROP CONSTRAINT r_pkey                 | no unique key that can be referenced
                    ALTER TABLE t ALTER a TYPE text                      | (a) cannot reference public.r (id)
                    ALTER TABLE t DROP COLUMN a                          | has no column a
                    ALTER TABLE r RENAME TO s; CREATE VIEW r AS TABLE s  | r is a view, not a table
                    ALTER TABLE r SET UNLOGGED                           | which is kept in another way
                    """)
    void whatCannotBeReferencedIsSaidBeforeAnythingIsChanged(String standing, String message) throws Exception {
        try (OwnerDatabase database = database(17, standing.split("; "))) {
            assertThat(failure(edition(database, "t", "a", ""))).contains(message, "nothing was changed");
            assertThat(all(database, KEYS)).isEmpty();
        }
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void orphansAreNamedAndNothingIsLeft(int major) throws Exception {
        try (OwnerDatabase database = database(major, "INSERT INTO t VALUES (10, 10), (NULL, 11), (12, 12)")) {
            assertThat(failure(edition(database, "t", "a", "")))
                    .contains(
                            "2 rows of public.t reference no row of public.r: b=10: 10; b=12: 12",
                            "is dropped again",
                            "SELECT t.* FROM public.t AS t WHERE t.a IS NOT NULL AND NOT EXISTS (SELECT FROM public.r AS r"
                                    + " WHERE r.id = t.a)");
            assertThat(all(database, KEYS)).isEmpty();
            database.owner().run("DELETE FROM t WHERE b IN (10, 12)");
            edition(database, "t", "a", "").update();
            assertThat(all(database, KEYS)).isEqualTo("t fk FOREIGN KEY (a) REFERENCES r(id)");
        }
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void orphansOfAPartitionAreNamed(int major) throws Exception {
        try (OwnerDatabase database = database(major, PARTITIONED)) {
            database.owner().run("INSERT INTO p VALUES (15, 15)");
            assertThat(failure(edition(database, "p", "r", "")))
                    .contains("1 rows of public.p_2 reference no row of public.r", "15", "is dropped again");
            assertThat(all(database, KEYS)).doesNotContain("NOT VALID", "p fk", "p_2 fk");
            database.owner().run("DELETE FROM p WHERE id = 15");
            edition(database, "p", "r", "").update();
            assertThat(all(database, KEYS))
                    .contains("p fk FOREIGN KEY", "p_1 fk", "p_2 fk")
                    .doesNotContain("NOT VALID");
        }
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void anEqualForeignKeyOfAPartitionBecomesAPart(int major) throws Exception {
        try (OwnerDatabase database = database(major, PARTITIONED)) {
            database.owner().run("ALTER TABLE p_1 ADD CONSTRAINT own FOREIGN KEY (r) REFERENCES r NOT VALID");
            edition(database, "p", "r", "").update();
            assertThat(all(database, KEYS))
                    .isEqualTo("p fk FOREIGN KEY (r) REFERENCES r(id); p_1 own FOREIGN KEY (r) REFERENCES r(id);"
                            + " p_2 fk FOREIGN KEY (r) REFERENCES r(id)");
        }
    }

    @ParameterizedTest(name = "PostgreSQL {0}")
    @ArgumentsSource(Majors.class)
    void withoutValidationItStaysNotValid(int major) throws Exception {
        try (OwnerDatabase database = database(major, PARTITIONED)) {
            edition(database, "t", "a", ", validate: false").update();
            assertThat(all(database, KEYS)).isEqualTo("t fk FOREIGN KEY (a) REFERENCES r(id) NOT VALID");
            Commands ofParts = edition(database, "p", "r", ", validate: false, onDelete: CASCADE");
            if (major < 18) {
                assertThat(failure(ofParts)).contains("takes no foreign key that is NOT VALID", "nothing was changed");
            } else {
                ofParts.update();
                assertThat(all(database, KEYS)).contains("p fk FOREIGN KEY", "CASCADE NOT VALID");
            }
        }
    }

    @Test
    void aKeyAcrossSchemasAndAPartitionedReferencedTable() throws Exception {
        try (OwnerDatabase database = database(
                17,
                "CREATE SCHEMA far",
                "CREATE TABLE far.q (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE far.q_1 PARTITION OF far.q FOR VALUES FROM (0) TO (5)",
                "CREATE TABLE far.q_2 PARTITION OF far.q FOR VALUES FROM (5) TO (20)",
                "INSERT INTO far.q SELECT generate_series(1, 9)")) {
            Commands edition = edition(
                    database,
                    "baseTableName: t, baseColumnNames: a, constraintName: fk, referencedTableSchemaName: far,"
                            + " referencedTableName: q, referencedColumnNames: id");
            edition.update();
            assertThat(all(database, KEYS)).contains("t fk FOREIGN KEY (a) REFERENCES far.q(id);");
            edition.rollBackLast();
            assertThat(all(database, KEYS)).isEmpty();
        }
    }

    private static OwnerDatabase database(int major, String... more) throws Exception {
        OwnerDatabase database = OwnerDatabase.on(PostgresServer.of(major));
        database.owner()
                .run(
                        "CREATE TABLE r (id int PRIMARY KEY)",
                        "INSERT INTO r SELECT generate_series(1, 9)",
                        "CREATE TABLE t (a int, b int PRIMARY KEY)",
                        "INSERT INTO t SELECT n, n FROM generate_series(1, 9) AS n");
        database.owner().run(more);
        return database;
    }

    private Commands edition(OwnerDatabase database, String table, String column, String more) throws Exception {
        return edition(
                database,
                "baseTableName: " + table + ", baseColumnNames: " + column
                        + ", constraintName: fk, referencedTableName: r, referencedColumnNames: id" + more);
    }

    private Commands edition(OwnerDatabase database, String attributes) throws Exception {
        String file = Integer.toHexString(attributes.hashCode()) + ".yaml";
        Files.writeString(folder.resolve(file), """
                databaseChangeLog:
                  - changeSet: {id: c, author: it, changes: [addForeignKeyValidated: {%s}]}
                """.formatted(attributes));
        return new Commands(folder, file, Map.entry("url", database.owner().url()), new SqlListener());
    }

    private static String failure(Commands edition) {
        return String.valueOf(catchThrowable(edition::update));
    }

    private static String all(OwnerDatabase database, String query) throws Exception {
        return String.join("; ", Catalog.strings(database.admin(), query));
    }
}
