package liquibase.ext.online.it.lint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.change.Change;
import liquibase.change.core.RawSQLChange;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.core.PostgresDatabase;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.ext.online.it.lifecycle.Catalog;
import liquibase.ext.online.it.lock.Observation;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.sql.AlterTable;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.serializer.core.yaml.YamlChangeLogSerializer;
import liquibase.sql.Sql;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import org.yaml.snakeyaml.Yaml;

/** Does what a changeSet does, and what the fix of a finding on it says, each from the same state of a database. */
final class FixRun {
    private final Trace trace;
    private final Path folder;
    private final List<ChangeSetUnit> history;
    private final Condemned condemned;
    private final Set<String> varying;
    private Observation observation;

    /**
     * The statements that a finding is about.
     *
     * @param earlier those of the same changeSet before them
     * @param change the one that they come from
     */
    record Condemned(
            ChangeSetUnit changeSet, List<StatementUnit> earlier, List<StatementUnit> statements, Change change) {
        /** Whether a finding may be about a part of what is done at once. */
        boolean isOneOfSeveral() {
            return statements.get(0).command() instanceof AlterTable alter
                    && alter.actions().size() > 1;
        }

        private List<String> texts() {
            return statements.stream().map(StatementUnit::sql).toList();
        }
    }

    /**
     * What stands in the database afterwards.
     *
     * @param failure what was refused, or empty
     * @param blocking the first statement that stopped others while it went through a table, or empty
     */
    record Outcome(List<String> schema, List<String> data, String failure, String blocking) {}

    /**
     * @param folder for the changelogs that are written
     * @param history the changeSets before
     * @param varying columns that get other values with each run
     */
    FixRun(Trace trace, Path folder, List<ChangeSetUnit> history, Condemned condemned, Set<String> varying)
            throws SQLException {
        this.varying = varying;
        this.trace = trace;
        this.observation = trace.observe();
        this.folder = folder;
        this.history = history;
        this.condemned = condemned;
    }

    /** What happens without the fix. */
    Outcome original() throws SQLException {
        begin();
        return outcome(trace.run(
                condemned.changeSet().runsInTransaction(),
                unwatched(Stream.concat(condemned.earlier().stream(), condemned.statements().stream())),
                observation));
    }

    /** What happens with it. */
    Outcome mended(FixText fix) throws Exception {
        begin();
        String all = String.join(
                "\n", fix.parts().stream().flatMap(part -> part.sql().stream()).toList());
        List<Trace.Sent> before = new ArrayList<>();
        texts(fix, FixText.Where.FIRST).forEach(sql -> before.add(new Trace.Sent(sql, false)));
        before.addAll(unwatched(condemned.earlier().stream().filter(earlier -> !all.contains(earlier.sql()))));
        List<String> first = new ArrayList<>();
        first.addAll(texts(fix, FixText.Where.BEFORE));
        boolean replaced = fix.parts().stream().anyMatch(part -> part.where() == FixText.Where.INSTEAD);
        if (!replaced) {
            first.addAll(condemned.texts());
        }
        for (FixText.Part part : fix.parts()) {
            if (part.where() == FixText.Where.INSTEAD && !part.own()) {
                first.addAll(part.sql().isEmpty() ? List.of() : statements(part));
            }
        }
        first.addAll(texts(fix, FixText.Where.BEHIND));
        first.addAll(texts(fix, FixText.Where.LAST));
        List<Trace.Seen> seen = new ArrayList<>();
        boolean alone = first.stream().allMatch(sql -> sql.startsWith("VACUUM"));
        before.addAll(sent(first.stream()));
        seen.add(trace.run(condemned.changeSet().runsInTransaction() && !alone, before, observation));
        for (FixText.Part part : fix.parts()) {
            if (part.own() || !part.change().isEmpty()) {
                seen.add(run(part));
            }
        }
        return outcome(seen.toArray(Trace.Seen[]::new));
    }

    private void begin() throws SQLException {
        trace.clear();
        for (ChangeSetUnit changeSet : history) {
            trace.run(
                    changeSet.runsInTransaction(),
                    unwatched(changeSet.changes().stream().flatMap(change -> change.statements().stream())),
                    observation);
            Rows.fill(trace.connection());
        }
        observation = trace.observe();
    }

    private Trace.Seen run(FixText.Part part) throws Exception {
        if (!part.change().isEmpty()) {
            return changed(part);
        }
        List<String> statements = part.isMoved() ? condemned.texts() : statements(part);
        return trace.run(part.inTransaction(), sent(statements.stream()), observation);
    }

    private Trace.Seen changed(FixText.Part part) throws Exception {
        Map<String, Object> attributes = part.renamed().isEmpty() ? part.attributes() : ofStock(part);
        String file = "fix-" + System.nanoTime() + ".yaml";
        Files.writeString(
                folder.resolve(file),
                new Yaml()
                        .dump(Map.of(
                                "databaseChangeLog",
                                List.of(Map.of(
                                        "changeSet",
                                        Map.of(
                                                "id",
                                                file,
                                                "author",
                                                "fix",
                                                "changes",
                                                List.of(Map.of(part.change(), attributes))))))));
        try (Connection connection = DriverManager.getConnection(trace.url())) {
            Database database =
                    DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
            try (Liquibase liquibase = new Liquibase(file, new DirectoryResourceAccessor(folder), database)) {
                liquibase.update(new Contexts(), new LabelExpression());
            }
            return Trace.Seen.NOTHING;
        } catch (LiquibaseException refused) {
            return Trace.Seen.NOTHING.failing(String.valueOf(refused.getMessage()));
        }
    }

    /** The attributes of the stock change that gets another name. */
    @SuppressWarnings("unchecked")
    private Map<String, Object> ofStock(FixText.Part part) {
        Map<String, Map<String, Object>> stock =
                new Yaml().load(new YamlChangeLogSerializer().serialize(condemned.change(), true));
        Map<String, Object> attributes = Objects.requireNonNull(stock.get(part.renamed()));
        withoutValidate(attributes);
        attributes.putAll(part.attributes());
        return attributes;
    }

    private static void withoutValidate(Object node) {
        if (node instanceof Map<?, ?> map) {
            map.keySet().removeIf(key -> String.valueOf(key).startsWith("validate"));
            map.values().forEach(FixRun::withoutValidate);
        } else if (node instanceof List<?> list) {
            list.forEach(FixRun::withoutValidate);
        }
    }

    private static List<String> texts(FixText fix, FixText.Where where) {
        return fix.parts().stream()
                .filter(part -> part.where() == where && !part.own())
                .flatMap(part -> part.sql().stream())
                .toList();
    }

    /** As Liquibase sends what is pasted into a changelog. */
    private static List<String> statements(FixText.Part part) {
        RawSQLChange change = new RawSQLChange(String.join("\n", part.sql()));
        change.setSplitStatements(part.split());
        PostgresDatabase database = new PostgresDatabase();
        return Stream.of(change.generateStatements(database))
                .flatMap(
                        statement -> Stream.of(SqlGeneratorFactory.getInstance().generateSql(statement, database)))
                .map(Sql::toSql)
                .toList();
    }

    private static List<Trace.Sent> unwatched(Stream<StatementUnit> statements) {
        return statements
                .map(statement -> new Trace.Sent(statement.sql(), false))
                .toList();
    }

    private static List<Trace.Sent> sent(Stream<String> statements) {
        return statements.map(sql -> new Trace.Sent(sql, true)).toList();
    }

    private Outcome outcome(Trace.Seen... all) throws SQLException {
        String failure = "";
        String blocking = "";
        for (Trace.Seen seen : all) {
            failure = failure.isEmpty() ? seen.failure() : failure;
            blocking = blocking.isEmpty() ? seen.blocking() : blocking;
        }
        return new Outcome(
                Catalog.schema(trace.connection()).stream()
                        .map(line -> line.replaceFirst(" local=[tf]", "")
                                .replaceFirst(" inherited=\\d+", "")
                                // Liquibase leaves the name of a NOT NULL to PostgreSQL, whatever the author asks for.
                                .replaceFirst("^(constraint \\S+) \\S+ NOT NULL", "$1 NOT NULL"))
                        .toList(),
                Catalog.data(trace.connection(), varying).stream()
                        .filter(line -> line.contains(" {"))
                        .toList(),
                failure,
                blocking);
    }
}
