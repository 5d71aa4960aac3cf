package liquibase.ext.online.it.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Primary keys that cannot be, which is known before anything is changed, and those that stand already. */
@Tag("liquibase")
@Tag("once")
class PrimaryKeyIT {
    private static final String CHANGE = "<online:addPrimaryKeyConcurrently tableName=\"t\" columnNames=\"a\" %s/>";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE t ADD CONSTRAINT other PRIMARY KEY (b)             |                        | other of public.t is PRIMARY KEY (b)
                    ALTER TABLE t ADD CONSTRAINT own PRIMARY KEY (a)               | constraintName="named" | not under the name named
                    CREATE INDEX plain ON t (a)                                    | forIndexName="plain"   | it is CREATE INDEX plain
                    CREATE UNIQUE INDEX part ON t (a) WHERE a > 0                  | forIndexName="part"    | WHERE (a > 0)
                    SELECT 1                                                       | forIndexName="missing" | there is none
                    INSERT INTO t VALUES (NULL, 0)                                 |                        | 1 rows have NULL in a: ctid=
                    INSERT INTO t VALUES (1, 0)                                    |                        | a=1 (2 rows)
                    CREATE TABLE t_pkey (id int)                                   |                        | the name t_pkey is taken
                    """)
    void isRefusedBeforeAnythingIsChanged(String setUp, String attributes, String why) throws Exception {
        try (OwnerDatabase database = table(setUp)) {
            assertThat(new OnlineUpdate(folder, database.owner().url())
                            .refusedUnchanged(CHANGE.formatted(attributes == null ? "" : attributes)))
                    .contains(why, "State: nothing was changed");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ALTER TABLE t ADD CONSTRAINT own PRIMARY KEY (a) | own
                    CREATE UNIQUE INDEX equal ON t (a)               | t_pkey
                    CREATE UNIQUE INDEX wider ON t (a, b)            | t_pkey
                    CREATE UNIQUE INDEX backwards ON t (a DESC)      | t_pkey
                    """)
    void whatIsEqualIsTaken(String setUp, String key) throws Exception {
        try (OwnerDatabase database = table(setUp)) {
            new OnlineUpdate(folder, database.owner().url()).applied(CHANGE.formatted(""));
            assertThat(Catalog.strings(
                            database.admin(),
                            "SELECT conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = 't'::regclass"
                                    + " AND contype = 'p'"))
                    .containsExactly(key + " PRIMARY KEY (a)");
            assertThat(Catalog.strings(
                            database.admin(),
                            "SELECT relname FROM pg_class JOIN pg_index ON indexrelid = oid WHERE indrelid = 't'::regclass AND"
                                    + " relname = 'equal'"))
                    .isEmpty();
        }
    }

    private static OwnerDatabase table(String setUp) throws Exception {
        OwnerDatabase database = OwnerDatabase.on(PostgresServer.usual());
        database.owner()
                .run(
                        "CREATE TABLE t (a int, b int)",
                        "INSERT INTO t SELECT i, i FROM generate_series(1, 9) AS i",
                        setUp);
        return database;
    }
}
