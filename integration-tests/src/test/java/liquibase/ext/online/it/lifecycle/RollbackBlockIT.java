package liquibase.ext.online.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.it.server.OwnerDatabase;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.listener.SqlListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our changes as what takes a stock change back, whose changeSet runs in a transaction. */
@Tag("liquibase")
class RollbackBlockIT {
    private static final String UNIQUE =
            "{addUniqueConcurrently: {tableName: doc, columnNames: title, constraintName: doc_title}}";

    @TempDir
    private Path folder;

    private OwnerDatabase database;

    @BeforeEach
    void open() throws Exception {
        database = OwnerDatabase.on(PostgresServer.usual());
        database.owner()
                .run(
                        "CREATE TABLE doc (id bigint PRIMARY KEY, title text, note text, CONSTRAINT doc_title UNIQUE (title))",
                        "INSERT INTO doc SELECT n, 'title ' || n, 'note' FROM generate_series(1, 3000) n");
    }

    @AfterEach
    void drop() throws Exception {
        database.close();
    }

    @Test
    void theyRunEachTime() throws Exception {
        write(
                "{dropUniqueConstraint: {tableName: doc, constraintName: doc_title}}, {sql: {sql: UPDATE doc SET note = NULL}}",
                UNIQUE + ", {backfillInBatches: {tableName: doc, columns: [{column: {name: note, value: again}}]}}");
        for (int i = 0; i < 2; i++) {
            liquibase().update();
            assertThat(strings("SELECT 1 FROM pg_constraint WHERE conname = 'doc_title'"))
                    .isEmpty();
            liquibase().rollBackLast();
            assertThat(strings("SELECT 1 FROM pg_constraint WHERE conname = 'doc_title'"))
                    .hasSize(1);
            assertThat(strings("SELECT count(*) FROM doc WHERE note = 'again'")).containsExactly("3000");
            assertThat(strings("SELECT id FROM databasechangelog")).isEmpty();
        }
    }

    /** What follows ours is in a transaction again: it is taken back whole, and done whole the next time. */
    @Test
    void whatFollowsThemIsDoneAtOnceOrNotAtAll() throws Exception {
        write(
                "{dropUniqueConstraint: {tableName: doc, constraintName: doc_title}}",
                UNIQUE
                        + ", {sql: {sql: UPDATE doc SET note = 'late'}}, {sql: {sql: SELECT 1 / (SELECT count(*) FROM ready)}}");
        liquibase().update();
        database.owner().run("CREATE TABLE ready (id int)");
        assertThatThrownBy(() -> liquibase().rollBackLast()).hasMessageContaining("division by zero");
        assertThat(strings("SELECT count(*) FROM doc WHERE note = 'late'")).containsExactly("0");
        assertThat(strings("SELECT 1 FROM pg_constraint WHERE conname = 'doc_title'"))
                .hasSize(1);

        database.owner().run("INSERT INTO ready VALUES (1)");
        liquibase().rollBackLast();
        assertThat(strings("SELECT count(*) FROM doc WHERE note = 'late'")).containsExactly("3000");
        assertThat(strings("SELECT id FROM databasechangelog")).isEmpty();
    }

    @Test
    void oneThatCouldFailInTheMiddleIsAnErrorOfUpdate() throws Exception {
        write(
                "{dropUniqueConstraint: {tableName: doc, constraintName: doc_title}}",
                "{sql: {sql: UPDATE doc SET note = NULL}}, " + UNIQUE);
        assertThatThrownBy(() -> liquibase().update())
                .hasMessageContaining("Put it first in the block, or set runInTransaction=\"false\"");
        assertThat(strings("SELECT 1 FROM pg_constraint WHERE conname = 'doc_title'"))
                .hasSize(1);
    }

    private void write(String changes, String rollback) throws Exception {
        Files.writeString(folder.resolve("changelog.yaml"), """
                databaseChangeLog:
                - changeSet:
                    id: 1
                    author: it
                    changes: [%s]
                    rollback: [%s]
                """.formatted(changes, rollback));
    }

    private Commands liquibase() {
        return new Commands(
                folder, "changelog.yaml", Map.entry("url", database.owner().url()), new SqlListener());
    }

    private List<String> strings(String query) throws Exception {
        return Catalog.strings(database.owner(), query);
    }
}
