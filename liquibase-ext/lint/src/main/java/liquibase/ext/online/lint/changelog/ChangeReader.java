package liquibase.ext.online.lint.changelog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.ext.online.change.OnlineChange;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.parse.SqlReader;
import liquibase.ext.online.lint.parse.Statement;
import liquibase.ext.online.lint.source.ChangeSource;
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
    private final SqlReader reader = new SqlReader();
    private final SqlGeneratorFactory generators = SqlGeneratorFactory.getInstance();

    ChangeReader(Database database) {
        this.database = database;
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
        boolean generated = source == null || source.sql() == null;
        List<Optional<Place>> places = List.of();
        List<StatementUnit> statements = new ArrayList<>();
        for (int message = 0; message < texts.size(); message++) {
            String text = texts.get(message);
            List<Statement> read = reader.readStatements(text);
            for (int position = 0; position < read.size(); position++) {
                Statement statement = read.get(position);
                statements.add(new StatementUnit(
                        statement.command(),
                        text.substring(statement.start(), statement.end()),
                        message < places.size() ? places.get(message).orElse(place) : place,
                        generated,
                        message,
                        position));
            }
        }
        return statements;
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
