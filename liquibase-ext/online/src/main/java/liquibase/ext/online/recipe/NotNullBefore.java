package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.plan.Action.ForEach;
import liquibase.ext.online.plan.Action.Run;
import liquibase.ext.online.plan.CatalogText;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.Made;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.DropNotNull;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SetNotNull;
import liquibase.ext.online.sql.Sql;

/**
 * NOT NULL that partitions and heirs had before their parent got it. Up to 17 nobody knows whose it is, and DROP NOT NULL of
 * the parent takes it from all of them; from 18 on PostgreSQL knows. A check proves meanwhile that it can be set again, in
 * the same transaction and without a scan.
 *
 * @param parts that had it
 */
record NotNullBefore(Made whole, List<QualifiedName> parts) {

    static NotNullBefore among(Made whole, List<Made> adopted) {
        return new NotNullBefore(
                whole,
                adopted.stream()
                        .filter(each -> each.kind() == Made.Kind.NOT_NULL
                                && each.name().equals(whole.name())
                                && !each.table().equals(whole.table()))
                        .map(Made::table)
                        .toList());
    }

    /** Finds, before the parent is altered, what is to be there again when that is taken back. */
    static Step note(QualifiedName table, String column) {
        return Step.of(
                        "note what is NOT NULL below " + table,
                        new ForEach(
                                "SELECT n.nspname, r.relname FROM pg_class r JOIN pg_namespace n ON n.oid = r.relnamespace"
                                        + " JOIN pg_attribute a ON a.attrelid = r.oid WHERE r.oid IN "
                                        + CatalogText.family(table) + " AND r.oid <> " + CatalogText.oid(table)
                                        + " AND a.attname = " + Sql.literal(column)
                                        + " AND a.attnotnull ORDER BY 1, 2",
                                part -> List.of(Step.of(
                                                "set NOT NULL of " + part.name(),
                                                new Run(
                                                        List.of(AlterTable.of(part.name(), new SetNotNull(column))),
                                                        notNull(part.name(), column)))
                                        .doneWhen(Conditions.notNullForNewRows(part.name(), column))),
                                List.of()))
                .when(Conditions.notNull(table, column).not());
    }

    /** As the query has found it. */
    private static Known notNull(QualifiedName part, String column) {
        return new Known() {
            @Override
            public boolean isNotNull(QualifiedName asked, String askedColumn) {
                return asked.equals(part) && askedColumn.equals(column);
            }
        };
    }

    /** Drops that of the parent. */
    List<Step> drop() {
        String column = whole.name();
        String name = "drop " + whole;
        Command drop = AlterTable.of(whole.table(), new DropNotNull(column));
        Condition gone = Conditions.notNullForNewRows(whole.table(), column)
                .not()
                .or(Conditions.inheritsNotNull(whole.table(), column));
        if (parts.isEmpty()) {
            return List.of(Step.of(name, Run.of(drop)).doneWhen(gone));
        }
        List<Step> steps = new ArrayList<>();
        for (QualifiedName part : parts) {
            NotNullSteps.prove(part, column, Conditions.checkProvesNotNull(part, column))
                    .forEach(step -> steps.add(step.when(gone.not().and(Conditions.notNullForNewRows(part, column)))));
        }
        steps.add(Step.of(
                        name,
                        new ForEach(
                                givesBack(),
                                back -> List.of(Step.of(name, new Run(with(drop, back.definition()), proven()))),
                                List.of()))
                .doneWhen(gone));
        return steps;
    }

    private static List<Command> with(Command drop, String definition) {
        List<Command> commands = new ArrayList<>(List.of(drop));
        commands.addAll(Definitions.commands(definition));
        return commands;
    }

    /** Gives one row: what is set again, and the checks of ours that are dropped, as text. */
    private String givesBack() {
        String column = whole.name();
        String checks = parts.stream()
                .map(part -> "(" + CatalogText.oid(part) + "::oid, " + Sql.literal(NotNullChecks.ownCheck(part, column))
                        + ")")
                .collect(Collectors.joining(", "));
        return "SELECT NULL, 'parts', coalesce(string_agg(format('ALTER TABLE %I.%I ALTER %I SET NOT NULL', n.nspname,"
                + " r.relname, a.attname) || CASE WHEN c.oid IS NULL THEN '' ELSE format('; ALTER TABLE %I.%I DROP"
                + " CONSTRAINT %I', n.nspname, r.relname, c.conname) END, '; ' ORDER BY n.nspname, r.relname), '') FROM (VALUES "
                + checks
                + ") AS p (tab, own) JOIN pg_class r ON r.oid = p.tab JOIN pg_namespace n ON n.oid = r.relnamespace JOIN"
                + " pg_attribute a ON a.attrelid = r.oid AND a.attnotnull AND a.attname = "
                + Sql.literal(column)
                + " LEFT JOIN pg_constraint c ON c.conrelid = r.oid AND c.conname = p.own AND c.contype = 'c' AND c.conislocal";
    }

    private Known proven() {
        return new Known() {
            @Override
            public boolean provesNotNull(QualifiedName table, String column) {
                return column.equals(whole.name()) && parts.contains(table);
            }
        };
    }
}
