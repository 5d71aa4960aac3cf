package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.ext.online.lint.finding.Effect;
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

    @Override
    public void changeSet(ChangeSetContext context) {
        List<StatementContext> statements = context.statements();
        for (int i = 0; i < statements.size(); i++) {
            StatementContext statement = statements.get(i);
            if (statement.command() instanceof AlterTable alter
                    && !statement.footprint().tables().isEmpty()) {
                for (AlterTable.Action action : alter.actions()) {
                    Numbered numbered = numbered(statement, alter.table(), action, statements.subList(0, i));
                    if (numbered != null && !isSet(statements)) {
                        report(numbered);
                    }
                }
            }
        }
    }

    private static @Nullable Numbered numbered(
            StatementContext statement, QualifiedName table, AlterTable.Action action, List<StatementContext> earlier) {
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
            StatementContext statement,
            QualifiedName table,
            String column,
            @Nullable String options,
            List<StatementContext> earlier) {
        Matcher start = START.matcher(options == null ? "" : options);
        String first = start.find() ? start.group(1) : "1";
        return first.equals("1") && !isAddedHere(table, column, earlier)
                ? new Numbered(statement, table, column, first)
                : null;
    }

    private static @Nullable String definition(String sequence, List<StatementContext> earlier) {
        for (StatementContext statement : earlier) {
            if (statement.command() instanceof CreateObject made
                    && made.kind() == CreateObject.Kind.SEQUENCE
                    && MadeHere.isNamed(made.definition(), sequence)) {
                return made.definition();
            }
        }
        return null;
    }

    private static boolean isAddedHere(QualifiedName table, String column, List<StatementContext> earlier) {
        return earlier.stream()
                .flatMap(statement -> statement.actions(AddColumn.class))
                .anyMatch(added -> added.table().equals(table)
                        && added.action().definition().name().equals(column));
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
                        "Begin above the largest number: startWith, or START WITH in SQL; or move the sequence on in the"
                                + " same changeSet:\nSELECT setval(pg_get_serial_sequence('" + numbered.table() + "', '"
                                + numbered.column() + "'), (SELECT max(" + numbered.column() + ") FROM "
                                + numbered.table()
                                + "));");
    }
}
