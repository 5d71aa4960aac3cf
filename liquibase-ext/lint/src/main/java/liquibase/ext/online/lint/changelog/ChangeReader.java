package liquibase.ext.online.lint.changelog;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import liquibase.change.AbstractSQLChange;
import liquibase.change.Change;
import liquibase.change.DbmsTargetedChange;
import liquibase.change.core.ExecuteShellCommandChange;
import liquibase.change.core.LoadDataChange;
import liquibase.change.core.SQLFileChange;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import liquibase.database.DatabaseList;
import liquibase.exception.LiquibaseException;
import liquibase.ext.online.change.OnlineChange;
import liquibase.ext.online.lint.changelog.GuardedResources.RefusedException;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Suppression;
import liquibase.ext.online.lint.parse.Grammar;
import liquibase.ext.online.lint.source.ChangeSource;
import liquibase.ext.online.lint.source.SqlText;
import liquibase.ext.online.read.SqlReader;
import liquibase.ext.online.read.Statement;
import liquibase.ext.online.sql.Caller;
import liquibase.ext.online.sql.Other;
import liquibase.ext.online.sql.SetParameter;
import liquibase.ext.online.sql.Unreadable;
import liquibase.sql.Sql;
import liquibase.sql.visitor.SqlVisitor;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import liquibase.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Turns a change into the commands that it would send, without doing anything that it does. */
final class ChangeReader {
    private static final Map<String, String> NOT_ANALYSED = Map.of(
            UnloadedCustomChange.NAME,
            "it runs the author's own class",
            "executeCommand",
            "it runs a program of the operating system",
            "stop",
            "it stops the update",
            "dropAllForeignKeyConstraints",
            "which foreign keys there are is only known when it runs");

    private final Database database;
    private final Sources sources;
    private final SqlReader reader = Grammar.reader();
    private final SqlGeneratorFactory generators = SqlGeneratorFactory.getInstance();

    ChangeReader(Database database, Sources sources) {
        this.database = database;
        this.sources = sources;
    }

    /** Begins the changes of a changeSet, or of its rollback: its search_path begins with the default schema. */
    void begin() {
        database.setOutputDefaultSchema(false);
    }

    /** Whether Liquibase would run it at all: on PostgreSQL, and on an operating system such as this one. */
    boolean runs(Change change) {
        if (change instanceof DbmsTargetedChange targeted) {
            return DatabaseList.definitionMatches(targeted.getDbms(), database, true);
        }
        return !(change instanceof ExecuteShellCommandChange command)
                || command.getOs() == null
                || command.getOs().isEmpty()
                || command.getOs().contains(System.getProperty("os.name"));
    }

    /** The change; {@code source} and {@code place} are those of the changelog file, as far as they were found. */
    ChangeUnit read(ChangeSet changeSet, Change change, boolean rollback, @Nullable ChangeSource source, Place fallback)
            throws ChangelogException {
        String name = change.getSerializedObjectName();
        Place place = source == null ? fallback : source.place();
        @Nullable String notAnalysed = NOT_ANALYSED.getOrDefault(name, refused(change));
        List<StatementUnit> statements = List.of();
        if (notAnalysed == null) {
            try {
                statements = statements(changeSet, change, rollback, source, place);
            } catch (RuntimeException | StackOverflowError | IOException | LiquibaseException failure) {
                Optional<RefusedException> refused = RefusedException.in(failure);
                if (refused.isPresent()) {
                    throw refused.get().at(place);
                }
                notAnalysed = "Liquibase makes no SQL of it: " + PlainWords.of(failure);
            }
        }
        if (statements.stream().anyMatch(ChangeReader::mayMovePath)) {
            // What Liquibase makes means the default schema even so, and says it.
            database.setOutputDefaultSchema(true);
        }
        @Nullable SqlText written = rollback || statements.isEmpty() ? null : written(changeSet, change, source);
        return new ChangeUnit(
                name,
                place,
                change,
                statements,
                notAnalysed,
                source == null ? List.of() : source.suppressions(),
                written == null ? List.of() : written.suppressionPlaces());
    }

    private static boolean mayMovePath(StatementUnit statement) {
        return (statement.command() instanceof SetParameter || statement.command() instanceof Caller)
                && statement.sql().toLowerCase(Locale.ROOT).contains("search_path");
    }

    private List<StatementUnit> statements(
            ChangeSet changeSet, Change change, boolean rollback, @Nullable ChangeSource source, Place place)
            throws IOException, LiquibaseException {
        List<Message> messages = messages(changeSet, change, rollback);
        @Nullable SqlText written = written(changeSet, change, source);
        List<Optional<Place>> places = written == null
                ? List.of()
                : written.locate(
                        messages.stream().map(Message::written).toList(), property -> valueOf(property, changeSet));
        List<StatementUnit> statements = new ArrayList<>();
        for (int message = 0; message < messages.size(); message++) {
            String text = messages.get(message).sent();
            Place found = written == null ? place : places.get(message).orElse(place);
            List<Suppression> suppressions =
                    written == null || found.equals(place) ? List.of() : written.suppressions(found);
            List<Statement> read = read(text);
            for (int position = 0; position < read.size(); position++) {
                Statement statement = read.get(position);
                statements.add(new StatementUnit(
                        written != null && statement.command() instanceof Unreadable unreadable
                                ? EmptyProperties.blame(unreadable, written.written(found), changeSet)
                                : statement.command(),
                        text.substring(statement.start(), statement.end()),
                        found,
                        written == null,
                        message,
                        position,
                        suppressions));
            }
        }
        return statements;
    }

    /** Why update would refuse a change of ours; what the stock change would send in its place says nothing then. */
    private @Nullable String refused(Change change) {
        List<String> wrong = change instanceof OnlineChange<?> online ? online.wrongAttributes(database) : List.of();
        return wrong.isEmpty() ? null : "update refuses it: " + String.join("; ", wrong);
    }

    private List<Message> messages(ChangeSet changeSet, Change change, boolean rollback)
            throws IOException, LiquibaseException {
        if (!ChangeSetUnit.isRunWithPsql(changeSet)) {
            return texts(changeSet, change, rollback).stream()
                    .map(text -> new Message(text, text))
                    .toList();
        }
        // It gets the text as a whole, not cut at each semicolon.
        List<String> whole = change instanceof AbstractSQLChange sql && sql.getSql() != null
                ? List.of(sql.getSql())
                : texts(changeSet, change, rollback);
        return whole.stream()
                .flatMap(text -> PsqlText.messages(text, reader).stream())
                .toList();
    }

    private List<Statement> read(String text) {
        return text.startsWith("\\")
                ? List.of(new Statement(new Other(text), 0, text.length()))
                : reader.readStatements(text);
    }

    private static String valueOf(String property, ChangeSet changeSet) {
        @Nullable DatabaseChangeLog log = changeSet.getChangeLog();
        @Nullable ChangeLogParameters parameters = log == null ? null : log.getChangeLogParameters();
        return parameters == null ? property : parameters.expandExpressions(property, log);
    }

    /** The SQL that the author wrote, in the changelog or in a file of its own; null when Liquibase makes it. */
    private @Nullable SqlText written(ChangeSet changeSet, Change change, @Nullable ChangeSource source) {
        if (source != null && source.sql() != null) {
            return source.sql();
        }
        if (change instanceof SQLFileChange file && file.getPath() != null) {
            String path = file.getPath();
            if (Boolean.TRUE.equals(file.isRelativeToChangelogFile())) {
                String log = changeSet.getChangeLog().getPhysicalFilePath();
                path = log.substring(0, log.lastIndexOf('/') + 1) + path;
            }
            return sources.sqlFile(path).sql().orElse(null);
        }
        return null;
    }

    /** What is sent, text by text, changed by modifySql as Liquibase does it. */
    private List<String> texts(ChangeSet changeSet, Change change, boolean rollback)
            throws IOException, LiquibaseException {
        Change sending = change instanceof OnlineChange<?> online ? online.replacedChange() : change;
        List<String> texts = new ArrayList<>();
        for (SqlStatement statement : sending instanceof LoadDataChange load
                ? LoadedData.statements(load)
                : sending.generateStatements(database)) {
            Sql[] sqls = generators.generateSql(statement, database);
            for (Sql sql : sqls == null ? new Sql[0] : sqls) {
                String text = sql.toSql();
                for (SqlVisitor visitor : changeSet.getSqlVisitors()) {
                    if (!rollback || visitor.isApplyToRollback()) {
                        text = visitor.modifySql(text, database);
                    }
                }
                texts.add(text);
            }
        }
        return texts;
    }
}
