package liquibase.ext.online.lint.changelog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import liquibase.change.Change;
import liquibase.change.core.SQLFileChange;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.ext.online.change.OnlineChange;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Suppression;
import liquibase.ext.online.lint.parse.Grammar;
import liquibase.ext.online.lint.source.ChangeSource;
import liquibase.ext.online.lint.source.SqlText;
import liquibase.ext.online.read.SqlReader;
import liquibase.ext.online.read.Statement;
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
            "loadData",
            "what it writes stands in a data file",
            "loadUpdateData",
            "what it writes stands in a data file",
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

    /** The change; {@code source} and {@code place} are those of the changelog file, as far as they were found. */
    ChangeUnit read(
            ChangeSet changeSet, Change change, boolean rollback, @Nullable ChangeSource source, Place fallback) {
        String name = change.getSerializedObjectName();
        Place place = source == null ? fallback : source.place();
        @Nullable String notAnalysed = NOT_ANALYSED.get(name);
        List<StatementUnit> statements = List.of();
        if (notAnalysed == null) {
            try {
                statements = statements(changeSet, change, rollback, source, place);
            } catch (RuntimeException | StackOverflowError failure) {
                notAnalysed = "Liquibase makes no SQL of it: " + PlainWords.of(failure);
            }
        }
        return new ChangeUnit(
                name, place, change, statements, notAnalysed, source == null ? List.of() : source.suppressions());
    }

    private List<StatementUnit> statements(
            ChangeSet changeSet, Change change, boolean rollback, @Nullable ChangeSource source, Place place) {
        List<String> texts = texts(changeSet, change, rollback);
        @Nullable SqlText written = written(changeSet, change, source);
        List<Optional<Place>> places = written == null ? List.of() : written.locate(texts);
        List<StatementUnit> statements = new ArrayList<>();
        for (int message = 0; message < texts.size(); message++) {
            String text = texts.get(message);
            Place found = written == null ? place : places.get(message).orElse(place);
            List<Suppression> suppressions =
                    written == null || found.equals(place) ? List.of() : written.suppressions(found);
            List<Statement> read = reader.readStatements(text);
            for (int position = 0; position < read.size(); position++) {
                Statement statement = read.get(position);
                statements.add(new StatementUnit(
                        statement.command(),
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
    private List<String> texts(ChangeSet changeSet, Change change, boolean rollback) {
        Change sending = change instanceof OnlineChange<?> online ? online.replacedChange() : change;
        List<String> texts = new ArrayList<>();
        for (SqlStatement statement : sending.generateStatements(database)) {
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
