package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.ChangeSetContext;
import liquibase.ext.online.lint.judge.FixText;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.SoFar;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.recipe.Companions;
import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.AddIdentity;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.CreateObject;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SetDefault;
import org.jspecify.annotations.Nullable;

/** A new sequence knows nothing of the numbers that a column has already. */
@AutoService(Rule.class)
@RuleInfo(
        id = "adding-auto-increment",
        effect = Effect.WRONG_DATA,
        summary = "A new sequence gives a filled column numbers that its rows have already.")
public final class AddingAutoIncrementRule implements Rule {
    private static final Pattern NEXTVAL = Pattern.compile("nextval\\s*\\(\\s*'([^']+)'", Pattern.CASE_INSENSITIVE);
    private static final Pattern START = Pattern.compile("\\bSTART\\s+(?:WITH\\s+)?(\\d+)", Pattern.CASE_INSENSITIVE);

    /** A column that gets its numbers from a new sequence. */
    private record Numbered(StatementContext statement, QualifiedName table, String column, String start) {}

    /** What the statements before did. */
    private record Earlier(SoFar soFar, Set<TableColumn> added) {}

    @Override
    public void changeSet(ChangeSetContext context) {
        List<Numbered> numbered = new ArrayList<>();
        Earlier earlier = new Earlier(new SoFar(), new HashSet<>());
        for (StatementContext statement : context.statements()) {
            if (statement.command() instanceof AlterTable alter
                    && !statement.footprint().tables().isEmpty()) {
                for (AlterTable.Action action : alter.actions()) {
                    Numbered one = numbered(statement, alter.table(), action, earlier);
                    if (one != null) {
                        numbered.add(one);
                    }
                }
            }
            earlier.soFar().ran(statement.command());
            statement
                    .actions(AddColumn.class)
                    .map(added -> new TableColumn(
                            added.table(), added.action().definition().name()))
                    .forEach(earlier.added()::add);
        }
        if (!numbered.isEmpty() && !isSet(context.statements())) {
            numbered.forEach(AddingAutoIncrementRule::report);
        }
    }

    private static @Nullable Numbered numbered(
            StatementContext statement, QualifiedName table, AlterTable.Action action, Earlier earlier) {
        if (action instanceof AddIdentity identity) {
            return numbered(statement, table, identity.column(), identity.options(), earlier);
        }
        if (action instanceof SetDefault set) {
            Matcher sequence = NEXTVAL.matcher(set.expression());
            String made = sequence.find() ? definition(sequence.group(1), earlier) : null;
            return made == null ? null : numbered(statement, table, set.column(), made, earlier);
        }
        return null;
    }

    /** Null when the author chose a beginning, or when the column came in the same changeSet. */
    private static @Nullable Numbered numbered(
            StatementContext statement, QualifiedName table, String column, @Nullable String options, Earlier earlier) {
        Matcher start = START.matcher(options == null ? "" : options);
        String first = start.find() ? start.group(1) : "1";
        return first.equals("1") && !earlier.added().contains(new TableColumn(table, column))
                ? new Numbered(statement, table, column, first)
                : null;
    }

    private static @Nullable String definition(String sequence, Earlier earlier) {
        @Nullable CreateObject made = earlier.soFar().made(sequence);
        return made == null || made.kind() != CreateObject.Kind.SEQUENCE ? null : made.definition();
    }

    /** Whether the changeSet moves a sequence on, before or after. */
    private static boolean isSet(List<StatementContext> statements) {
        for (StatementContext statement : statements) {
            String sql = statement.statement().sql().toLowerCase(Locale.ROOT);
            if (sql.contains("setval") || sql.contains("restart")) {
                return true;
            }
        }
        return false;
    }

    private static void report(Numbered numbered) {
        String column = numbered.table() + "." + numbered.column();
        numbered.statement()
                .report(
                        "the new sequence of " + column + " begins at " + numbered.start()
                                + ": INSERTs get numbers that rows have already, and fail on the key, or double the number"
                                + " where there is none",
                        "Begin above the largest number, with room for the rows that come until then: startWith in"
                                + " addAutoIncrement, START WITH in SQL. This finds it:\n"
                                + FixText.statement(Companions.largest(numbered.table(), numbered.column())));
    }
}
