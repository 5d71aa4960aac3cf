package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lint.catalog.ConstraintInfo;
import liquibase.ext.online.lint.catalog.IndexInfo;
import liquibase.ext.online.lint.catalog.Table;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.lint.judge.StatementContext.ActionOn;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.DropColumn;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** What other columns, tables and views lose with a column; PostgreSQL says nothing of it. */
@AutoService(Rule.class)
@RuleInfo(
        id = "drop-column-takes-others",
        effect = Effect.WRONG_DATA,
        severity = Severity.WARNING,
        summary = "Constraints and indexes that other columns take part in go with a dropped column, silently.")
public final class DropColumnTakesOthersRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        if (context.command() instanceof AlterTable) {
            context.actions(DropColumn.class)
                    .filter(drop -> !context.footprintOf(drop).tables().isEmpty())
                    .forEach(drop ->
                            context.catalog().table(drop.table()).ifPresent(table -> judge(context, drop, table)));
        }
    }

    private static void judge(StatementContext context, ActionOn<DropColumn> drop, Table table) {
        String column = drop.action().column();
        List<String> lost = new ArrayList<>();

        for (ConstraintInfo constraint : table.constraints()) {
            if (constraint.columns().contains(column) && outlives(constraint)) {
                lost.add(describe(constraint));
            }
        }
        for (IndexInfo index : table.indexes()) {
            if (index.constraint().isEmpty()
                    && takesPart(index, column)
                    && index.columns().size() > 1) {
                lost.add((index.unique() ? "the unique index " : "the index ")
                        + Sql.name(index.name().name()) + " on (" + String.join(", ", index.keys()) + ")");
            }
        }
        boolean own = !lost.isEmpty();
        if (drop.action().cascade()) {
            addDependents(context, drop, table, lost);
        }
        if (!lost.isEmpty()) {
            context.report(
                    drop.table() + "." + column + " takes along " + Sentence.list(lost) + ", and nothing fails",
                    own
                            ? "Make first what has to hold without " + column
                                    + ": a unique index with CREATE UNIQUE INDEX CONCURRENTLY, a constraint NOT VALID and"
                                    + " then VALIDATE CONSTRAINT; and drop what goes in statements of their own."
                            : "Drop what depends on it in statements of their own, and the column without CASCADE, so that"
                                    + " PostgreSQL refuses when there is more.",
                    context.footprintOf(drop),
                    null);
        }
    }

    private static boolean outlives(ConstraintInfo constraint) {
        return switch (constraint.kind()) {
            case PRIMARY -> true;
            case NOT_NULL -> false;
            default -> constraint.columns().size() > 1;
        };
    }

    private static boolean takesPart(IndexInfo index, String column) {
        return index.columns().contains(column) || index.include().contains(column);
    }

    private static String describe(ConstraintInfo constraint) {
        String kind = switch (constraint.kind()) {
            case PRIMARY -> "the primary key";
            case UNIQUE -> "the unique constraint";
            case FOREIGN -> "the foreign key";
            case EXCLUDE -> "the exclusion constraint";
            case CHECK, NOT_NULL -> "the CHECK";
        };
        return kind + " " + Sql.name(constraint.name()) + " on (" + Sql.names(constraint.columns()) + ")";
    }

    private static void addDependents(
            StatementContext context, ActionOn<DropColumn> drop, Table table, List<String> lost) {
        String column = drop.action().column();
        for (ConstraintInfo foreign : table.referencingConstraints()) {
            if (foreign.referencedColumns().contains(column)) {
                lost.add("the foreign key " + Sql.name(foreign.name()) + " of "
                        + context.catalog().shown(foreign.table()));
            }
        }
        for (QualifiedName view : context.catalog().viewsOn(drop.table(), column)) {
            lost.add("the view " + view);
        }
    }
}
