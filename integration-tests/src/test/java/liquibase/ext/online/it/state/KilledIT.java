package liquibase.ext.online.it.state;

import static liquibase.ext.online.it.state.Begun.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import liquibase.ext.online.it.lifecycle.Commands;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.listener.SqlListener;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A session that ends between what is kept and what is done, or between what is done and what is kept. */
@Tag("liquibase")
class KilledIT {
    private static final String COLUMN =
            "addColumnOnline: {tableName: doc, columns: [{column: {name: state, type: int, defaultValueNumeric: %s}}]}";

    @TempDir
    Path folder;

    /**
     * @param moment the statement at whose begin the session ends
     * @param kept afterwards
     * @param edited whether another edition may run then
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    kind, status, fingerprint) VALUES | | true
                    ADD COLUMN state | begun begun | true
                    databasechangelogonline SET status | begun begun; object column public.doc state created | false
                    """)
    void goesOnWhereItStopped(String moment, String kept, boolean edited) throws Exception {
        try (Begun begun = Begun.on(
                PostgresServer.USUAL_MAJOR,
                folder,
                "CREATE TABLE doc (id bigint PRIMARY KEY)",
                "INSERT INTO doc SELECT generate_series(1, 100)")) {
            Commands edition = begun.edition(COLUMN.formatted("5"));
            assertThat(failure(edition.heardBy(new Killer(begun, moment)), "update"))
                    .isNotEmpty();
            assertThat(begun.kept()).isEqualTo(kept == null ? "" : kept);
            assertThat(begun.isExecuted()).isFalse();

            edition.runWithoutChangelog("releaseLocks");
            String other = failure(begun.edition(COLUMN.formatted("6")), "update");
            assertThat(other.isEmpty()).as(other).isEqualTo(edited);
            if (!edited) {
                assertThat(other).contains("was edited after it had begun", "column state of public.doc");
                begun.edition(COLUMN.formatted("5")).update();
            }
            assertThat(begun.isExecuted()).isTrue();
            assertThat(begun.kept()).isEqualTo("begun done; object column public.doc state created");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INDEX CONCURRENTLY",
                "DROP CONSTRAINT",
                "RENAME TO",
                "DELETE FROM public.databasechangelogonline_"
            })
    void aRollbackGoesOnThatBuildsAnIndexAgain(String moment) throws Exception {
        String indexes = "SELECT indexdef FROM pg_indexes WHERE tablename = 'doc' ORDER BY 1";
        try (Begun begun = Begun.on(
                PostgresServer.USUAL_MAJOR,
                folder,
                "CREATE TABLE doc (id bigint)",
                "INSERT INTO doc SELECT generate_series(1, 100)",
                "CREATE UNIQUE INDEX doc_u ON doc (id)")) {
            String before = begun.all(indexes);
            Commands edition =
                    begun.edition("addUniqueConcurrently: {tableName: doc, columnNames: id, constraintName: doc_u}");
            edition.update();
            assertThatThrownBy(() -> edition.heardBy(new Killer(begun, moment)).rollBackLast());
            edition.runWithoutChangelog("releaseLocks");
            edition.rollBackLast();
            assertThat(begun.all(indexes)).isEqualTo(before);
            assertThat(begun.all("SELECT conname FROM pg_constraint WHERE conname = 'doc_u'"))
                    .isEmpty();
            assertThat(begun.kept()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    addUniqueConcurrently: {tableName: part, columnNames: id} | INDEX CONCURRENTLY
                    addUniqueConcurrently: {tableName: part, columnNames: id} | DROP CONSTRAINT
                    addUniqueConcurrently: {tableName: part, columnNames: id} | DELETE FROM public.databasechangelogonline_
                    setNotNullValidated: {tableName: part, columnName: id} | NOT VALID
                    setNotNullValidated: {tableName: part, columnName: id} | VALIDATE CONSTRAINT
                    setNotNullValidated: {tableName: part, columnName: id} | DROP NOT NULL
                    """)
    void aRollbackGoesOnThatGivesPartitionsBackWhatTheyHad(String change, String moment) throws Exception {
        String state = "SELECT attrelid::regclass || ' ' || attnotnull FROM pg_attribute WHERE attname = 'id' AND"
                + " attrelid::regclass::text ~ '^part' AND attnum > 0 UNION ALL SELECT conrelid::regclass || pg_get_constraintdef(oid)"
                + " FROM pg_constraint WHERE conrelid::regclass::text ~ '^part' UNION ALL SELECT indexdef FROM pg_indexes WHERE"
                + " tablename ~ '^part' ORDER BY 1";
        try (Begun begun = Begun.on(
                PostgresServer.USUAL_MAJOR,
                folder,
                "CREATE TABLE part (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE part_1 PARTITION OF part FOR VALUES FROM (0) TO (100)",
                "CREATE TABLE part_2 PARTITION OF part FOR VALUES FROM (100) TO (200)",
                "INSERT INTO part SELECT generate_series(1, 150)",
                "ALTER TABLE part_1 ADD CONSTRAINT own UNIQUE (id), ALTER id SET NOT NULL")) {
            String before = begun.all(state);
            Commands edition = begun.edition(change);
            edition.update();
            assertThatThrownBy(() -> edition.heardBy(new Killer(begun, moment)).rollBackLast());
            edition.runWithoutChangelog("releaseLocks");
            edition.rollBackLast();
            assertThat(begun.all(state)).isEqualTo(before);
            assertThat(begun.kept()).isEmpty();
        }
    }

    /** Ends the session of the update, once. */
    private static final class Killer extends SqlListener {
        private final Begun begun;
        private final String moment;
        private boolean struck;

        Killer(Begun begun, String moment) {
            this.begun = begun;
            this.moment = moment;
        }

        @Override
        public void writeSqlWillRun(String sql) {
            if (!struck && sql.contains(moment)) {
                struck = true;
                try {
                    begun.database()
                            .admin()
                            .run("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = '"
                                    + begun.database().role() + "'");
                } catch (SQLException failure) {
                    throw new IllegalStateException(failure);
                }
            }
        }
    }
}
