package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lint.catalog.ConstraintInfo;
import liquibase.ext.online.lint.catalog.IndexInfo;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.rule.StatementContext.ActionOn;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterColumnType;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.ValidateConstraint;

/** A type that needs no rewrite, of a column that an index or a CHECK is computed from. */
@AutoService(Rule.class)
@RuleInfo(
        id = "changing-type-of-indexed-column",
        effect = Effect.BLOCKING,
        summary = "The new type keeps the rows, but an index is built anew or a CHECK is checked for every row.")
public final class ChangingTypeOfIndexedColumnRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        TypeChangeCause.DEPENDENTS.ask(
                context,
                (change, part) -> context.report(
                        TypeChangeCause.becomes(change)
                                + "; the rows can stay as they are, but not what is computed from the column: "
                                + context.locks(part),
                        steps(context, change),
                        part,
                        context.catalog().isComplete(change.table())
                                ? null
                                : "What else depends on the column is not wholly known."));
    }

    private static String steps(StatementContext context, ActionOn<AlterColumnType> change) {
        QualifiedName table = change.table();
        String column = change.action().column();
        List<String> drop = new ArrayList<>();
        List<String> build = new ArrayList<>();
        List<String> alter = new ArrayList<>();
        List<String> give = new ArrayList<>();
        List<String> validate = new ArrayList<>();
        context.catalog().table(table).ifPresent(found -> {
            for (IndexInfo index : found.indexes()) {
                if (index.constraint().isEmpty() && (index.computesFrom(column) || index.hasColumn(column))) {
                    drop.add(new DropIndex(true, true, List.of(context.catalog().shown(index.name())), false).sql());
                    build.add(create(table, index));
                }
            }
            for (ConstraintInfo check : found.constraints()) {
                if (check.kind() == ConstraintInfo.Kind.CHECK
                        && check.columns().contains(column)
                        && check.expression().isPresent()) {
                    alter.add(AlterTable.of(table, new DropConstraint(check.name(), false, false))
                            .sql());
                    give.add(AlterTable.of(
                                    table,
                                    AddConstraint.notValid(
                                            check.name(),
                                            new Check(check.expression().get())))
                            .sql());
                    validate.add(AlterTable.of(table, new ValidateConstraint(check.name()))
                            .sql());
                }
            }
        });
        Steps steps = Steps.of(context)
                .say("Take away what is computed from " + column + " first, and give it back behind the change.");
        if (!drop.isEmpty()) {
            steps.outsideTransaction(drop);
        }
        alter.add(AlterTable.of(table, change.action()).sql());
        alter.addAll(give);
        steps.shortly(alter.toArray(String[]::new));
        validate.forEach(steps::alone);
        if (!build.isEmpty()) {
            List<String> again = new ArrayList<>();
            for (int i = 0; i < build.size(); i++) {
                again.add(drop.get(i));
                again.add(build.get(i));
            }
            steps.outsideTransaction(again);
        }
        return steps.text();
    }

    private static String create(QualifiedName table, IndexInfo index) {
        return "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX CONCURRENTLY "
                + Sql.name(index.name().name()) + " ON " + table
                + (index.method().equalsIgnoreCase("btree") ? "" : " USING " + index.method()) + " ("
                + String.join(", ", index.keys()) + ")"
                + (index.include().isEmpty() ? "" : " INCLUDE (" + Sql.names(index.include()) + ")")
                + index.where().map(where -> " WHERE " + where).orElse("");
    }
}
