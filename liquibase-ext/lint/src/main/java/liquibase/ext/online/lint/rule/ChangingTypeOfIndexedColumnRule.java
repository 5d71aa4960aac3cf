package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.catalog.ConstraintInfo;
import liquibase.ext.online.lint.catalog.IndexInfo;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.rule.StatementContext.ActionOn;
import liquibase.ext.online.sql.AlterColumnType;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** A type that needs no rewrite, of a column that an index or a CHECK is computed from. */
@AutoService(Rule.class)
@RuleInfo(
        id = "changing-type-of-indexed-column",
        effect = Effect.BLOCKING,
        summary = "The new type keeps the rows, but an index is built anew or a CHECK is checked for every row.")
public final class ChangingTypeOfIndexedColumnRule implements Rule {
    private static final String ALONE = " -- in a changeSet with runInTransaction=\"false\"\n";

    @Override
    public void statement(StatementContext context) {
        TypeChangeCause.DEPENDENTS.ask(
                context,
                (change, part) -> context.report(
                        TypeChangeCause.becomes(change)
                                + "; the rows can stay as they are, but not what is computed from the column: "
                                + context.locks(part),
                        "Take away what is computed from " + change.action().column()
                                + " first, and give it back behind the change:\n" + steps(context, change),
                        part,
                        context.catalog().isComplete(change.table())
                                ? null
                                : "What else depends on the column is not wholly known."));
    }

    private static String steps(StatementContext context, ActionOn<AlterColumnType> change) {
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        String column = change.action().column();
        context.catalog().table(change.table()).ifPresent(table -> {
            for (IndexInfo index : table.indexes()) {
                if (index.constraint().isEmpty() && (index.computesFrom(column) || index.hasColumn(column))) {
                    QualifiedName name = context.catalog().shown(index.name());
                    before.append("DROP INDEX CONCURRENTLY ")
                            .append(name)
                            .append(';')
                            .append(ALONE);
                    after.append(create(change.table(), index)).append(';').append(ALONE);
                }
            }
            for (ConstraintInfo check : table.constraints()) {
                if (check.kind() == ConstraintInfo.Kind.CHECK
                        && check.columns().contains(column)
                        && check.expression().isPresent()) {
                    String alter = "ALTER TABLE " + change.table() + " ";
                    String name = Sql.name(check.name());
                    before.append(alter).append("DROP CONSTRAINT ").append(name).append(";\n");
                    after.append(alter).append("ADD CONSTRAINT ").append(name).append(" CHECK (");
                    after.append(check.expression().get()).append(") NOT VALID;\n");
                    after.append(alter).append("VALIDATE CONSTRAINT ").append(name);
                    after.append("; -- in a changeSet of its own\n");
                }
            }
        });
        return before + AlterTable.of(change.table(), change.action()).sql() + ";\n"
                + after.toString().stripTrailing();
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
