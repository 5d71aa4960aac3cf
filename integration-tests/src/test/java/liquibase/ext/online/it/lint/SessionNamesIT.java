package liquibase.ext.online.it.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import liquibase.ext.online.it.LiquibaseUpdate;
import liquibase.ext.online.it.server.PostgresServer;
import liquibase.ext.online.it.server.TestDatabase;
import liquibase.ext.online.lint.catalog.Catalog;
import liquibase.ext.online.lint.catalog.Snapshot;
import liquibase.ext.online.lint.catalog.SnapshotReader;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.changelog.ChangeUnit;
import liquibase.ext.online.lint.changelog.Changelog;
import liquibase.ext.online.lint.changelog.ChangelogReader;
import liquibase.ext.online.lint.changelog.ChangelogRequest;
import liquibase.ext.online.lint.changelog.SessionNames;
import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.sql.PgVersion;
import liquibase.resource.DirectoryResourceAccessor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which schema things are made, and what built-in properties are: by Liquibase on a server, and by the linter. */
@Tag("liquibase")
class SessionNamesIT {
    private static final String CHANGELOG = """
            databaseChangeLog:
            - include: {file: statements.sql}
            - changeSet:
                id: changes
                author: ann
                changes:
                - sql: SET search_path TO other
                - createTable: {tableName: made_by_change, columns: [{column: {name: x, type: int}}]}
                - sql: CREATE TABLE made_by_statement (x int)
            """;

    private static final String STATEMENTS = """
            --liquibase formatted sql
            --changeset ann:usual
            CREATE SCHEMA other;
            CREATE TABLE usual (x int);
            --changeset ann:set
            SET search_path TO other; CREATE TABLE set_to_other (x int);
            --changeset ann:after-set
            CREATE TABLE after_set (x int); ALTER TABLE set_to_other ADD y int;
            --changeset ann:set-local
            SET LOCAL search_path TO other; CREATE TABLE set_locally (x int);
            --changeset ann:after-set-local
            CREATE TABLE after_set_local (x int);
            --changeset ann:reset
            RESET search_path; CREATE TABLE after_reset (x int);
            --changeset ann:without-transaction runInTransaction:false
            SET search_path TO other, public; CREATE TABLE without_transaction (x int);
            --changeset ann:after-it runInTransaction:false
            CREATE TABLE after_it (x int);
            --changeset ann:properties
            CREATE TABLE "${database.defaultSchemaName} ${database.defaultSchemaNamePrefix} ${database.typeName}" (x int);
            CREATE TABLE "${database.liquibaseSchemaName} ${database.databaseProductName} ${database.liquibaseCatalogName}" (x int);
            CREATE TABLE "${database.defaultCatalogName} ${database.databaseMajorVersion}" (x int);
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({",", ",shop", "'shop, public',", "'shop, public',public", "public,SHOP"})
    void areThoseOfTheServer(String searchPath, String defaultSchema) throws Exception {
        Files.writeString(folder.resolve("changelog.yaml"), CHANGELOG);
        Files.writeString(folder.resolve("statements.sql"), STATEMENTS);
        try (TestDatabase database = PostgresServer.usual().freshDatabase()) {
            database.run("CREATE SCHEMA shop");
            if (searchPath != null) {
                database.run("ALTER DATABASE " + database.name() + " SET search_path TO " + searchPath);
            }
            SessionNames session;
            try (Connection connection = database.connect()) {
                session = SnapshotReader.session(connection);
            }
            new LiquibaseUpdate(database, folder, "changelog.yaml")
                    .inSchema(defaultSchema)
                    .run();
            try (Connection connection = database.connect()) {
                Snapshot after = SnapshotReader.read(connection);
                assertThat(replayed(
                                defaultSchema == null ? session : session.withDefaultSchema(defaultSchema),
                                new PgVersion(after.major())))
                        .containsExactlyInAnyOrderElementsOf(tables(after));
            }
        }
    }

    private List<String> replayed(SessionNames session, PgVersion version) throws Exception {
        Changelog changelog = ChangelogReader.read(new ChangelogRequest(
                "changelog.yaml",
                new DirectoryResourceAccessor(folder),
                "",
                "",
                Map.of(),
                version,
                session,
                line -> {}));
        Catalog catalog = new Catalog(version, () -> false, session);
        for (ChangeSetUnit changeSet : changelog.changeSets()) {
            catalog.beginChangeSet(false, true);
            for (ChangeUnit change : changeSet.changes()) {
                change.statements().stream().map(StatementUnit::command).forEach(catalog::apply);
            }
        }
        return tables(catalog.snapshot());
    }

    private static List<String> tables(Snapshot snapshot) {
        return snapshot.tables().stream()
                .filter(table -> !table.name().name().startsWith("databasechangelog"))
                .map(table -> table.name() + " " + table.columns().size())
                .toList();
    }
}
