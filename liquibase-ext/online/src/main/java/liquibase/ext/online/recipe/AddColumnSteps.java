package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import liquibase.ext.online.plan.Action;
import liquibase.ext.online.plan.Action.Fill;
import liquibase.ext.online.plan.Action.Require;
import liquibase.ext.online.plan.Action.Run;
import liquibase.ext.online.plan.Backfill;
import liquibase.ext.online.plan.Circumstances;
import liquibase.ext.online.plan.Condition;
import liquibase.ext.online.plan.GeneratedName;
import liquibase.ext.online.plan.ShortTransaction;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CommentOn;
import liquibase.ext.online.sql.Deferral;
import liquibase.ext.online.sql.DropColumn;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.Expression;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SetDefault;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.Update.Assignment;
import liquibase.ext.online.sql.Volatility;
import org.jspecify.annotations.Nullable;

/**
 * A column with everything it asks for, none of it in a way that touches the rows under a lock: a default that PostgreSQL
 * keeps in the catalog where it can (ALTER TABLE, "Notes"), else the default for new rows and batches for the old ones;
 * then uniqueness, foreign key, check and NOT NULL, each by its own online way.
 */
public record AddColumnSteps(QualifiedName table, NewColumn column, Circumstances circumstances) {

    /** The steps that add columns: first everything that can be known to be wrong with any of them. */
    public static List<Step> add(QualifiedName table, List<AddColumnSteps> columns) {
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of("check table " + table, new Require(table, List.of(), true, false)));
        List<NewColumn> together = columns.stream().map(AddColumnSteps::column).toList();
        columns.forEach(column -> steps.addAll(column.checks(together)));
        columns.forEach(column -> steps.addAll(column.addBare()));
        columns.forEach(column -> steps.addAll(column.complete()));
        return steps;
    }

    /** The same at once. */
    public static ShortTransaction atOnce(QualifiedName table, List<AddColumnSteps> columns) {
        List<Command> commands = new ArrayList<>();
        columns.forEach(each -> commands.add(each.addition()));
        columns.forEach(each -> commands.addAll(each.completion()));
        List<QualifiedName> tables = new ArrayList<>(List.of(table));
        columns.stream()
                .map(each -> each.column.foreignKey())
                .filter(Objects::nonNull)
                .forEach(key -> tables.add(key.referencedTable()));
        return new ShortTransaction(
                tables,
                commands,
                Condition.NEVER,
                columns.stream().anyMatch(each -> each.column.value() != null),
                List.of());
    }

    /** The column with its default, unless the rows that exist get another value. */
    private AlterTable addition() {
        return AlterTable.of(
                table,
                column.addition(
                        column.value() == null ? column.defaultExpression() : null, column.notNullFromTheStart()));
    }

    private List<Command> completion() {
        List<Command> commands = new ArrayList<>();
        if (column.value() != null) {
            commands.add(backfill(column.value()).whole());
            if (column.defaultExpression() != null) {
                commands.add(AlterTable.of(table, new SetDefault(column.name(), column.defaultExpression())));
            }
        }
        unique().ifPresent(key -> commands.add(UniqueSteps.adding(key)));
        if (column.foreignKey() != null) {
            commands.add(AddForeignKeySteps.adding(
                    table, foreignKeyName(), column.foreignKey(), column.validateForeignKey()));
        }
        if (column.check() != null) {
            commands.add(AlterTable.of(table, AddConstraint.valid(column.checkName(table), check(column.check()))));
        }
        if (column.notNull() && !column.notNullFromTheStart()) {
            commands.add(NotNullSteps.adding(table, column.name(), column.notNullName(), circumstances.version()));
        }
        if (column.remarks() != null) {
            commands.add(new CommentOn(table, column.name(), column.remarks()));
        }
        return commands;
    }

    /** The steps that drop the columns again. */
    public static List<Step> remove(QualifiedName table, List<AddColumnSteps> columns) {
        List<Step> steps = new ArrayList<>();
        steps.add(Step.of("check table " + table, new Require(table, List.of(), true, false)));
        columns.forEach(column -> steps.addAll(column.remove()));
        steps.add(Step.of("forget the backfill", new Action.Forget()));
        return steps;
    }

    private List<Step> checks(List<NewColumn> together) {
        List<Step> steps =
                new ArrayList<>(new NewColumnChecks(table, column, together, circumstances.version()).before());
        fill().ifPresent(fill ->
                steps.add(Step.of("check that the rows can be updated", new Require(table, List.of(), false, true))
                        .when(fill.when())));
        if (column.notNull() && !column.notNullFromTheStart()) {
            steps.addAll(NotNullChecks.before(table, column.name(), column.notNullName(), circumstances.version()));
        }
        unique().ifPresent(key -> steps.addAll(UniqueChecks.before(key)));
        if (column.foreignKey() != null) {
            steps.addAll(foreignKeyChecks(column.foreignKey())
                    .before(column.addition(null, false), column.validateForeignKey(), circumstances.version()));
        }
        return steps;
    }

    /** When all columns are there, as values and checks may name the others. */
    private List<Step> complete() {
        List<Step> steps = new ArrayList<>();
        fill().ifPresent(steps::add);
        unique().ifPresent(key -> steps.addAll(UniqueSteps.addWithoutLook(key, circumstances)));
        if (column.foreignKey() != null) {
            steps.addAll(AddForeignKeySteps.addWithoutLook(
                    table, foreignKeyName(), column.foreignKey(), column.validateForeignKey(), circumstances));
        }
        if (column.check() != null) {
            String name = column.checkName(table);
            Check check = check(column.check());
            Run drop = Run.of(AlterTable.of(table, new DropConstraint(name, false, false)));
            steps.add(ConstraintSteps.addNotValid(
                    table, name, check, Conditions.constraintExists(table, name, 'c', column.name())));
            steps.add(ConstraintSteps.validate(table, name, check, drop));
        }
        if (column.notNull() && !column.notNullFromTheStart()) {
            steps.addAll(
                    NotNullSteps.addWithoutLook(table, column.name(), column.notNullName(), circumstances.version()));
        }
        if (column.remarks() != null) {
            steps.add(Step.of(
                            "comment on column " + column.name(),
                            Run.of(new CommentOn(table, column.name(), column.remarks())))
                    .doneWhen(Conditions.commented(table, column.name(), column.remarks())));
        }
        return steps;
    }

    private List<Step> addBare() {
        Condition exists = Conditions.columnExists(table, column.name());
        String byDefault = column.defaultExpression();
        if (byDefault == null || column.value() != null) {
            return byDefault == null ? List.of(addPlain(exists)) : List.of(addPlain(exists), setDefault(byDefault));
        }
        Volatility volatility = Volatility.of(byDefault);
        if (volatility.volatileFunction()) {
            return List.of(addPlain(exists), setDefault(byDefault));
        }
        Step fast = addition(
                        "add column " + Sql.name(column.name()) + " with its default",
                        column.addition(byDefault, column.notNullFromTheStart()))
                .doneWhen(exists);
        if (!volatility.mayBeVolatile()) {
            return List.of(fast);
        }
        Condition notVolatile = Conditions.notVolatile(volatility.unknownFunctions());
        return List.of(
                fast.when(notVolatile),
                addPlain(exists).when(notVolatile.not()),
                setDefault(byDefault).when(notVolatile.not()));
    }

    private Step addPlain(Condition exists) {
        AddColumn plain = column.addition(null, column.notNullFromTheStart());
        return addition("add column " + Sql.name(column.name()), plain).doneWhen(exists);
    }

    /** The steps before have shown that the type is no domain with constraints, and, of this default, that it is stable. */
    private Step addition(String name, AddColumn add) {
        Known shown = new Known() {
            @Override
            public boolean provesNotVolatile(String expression) {
                return expression.equals(column.defaultExpression());
            }

            @Override
            public boolean isConstrained(String type) {
                return false;
            }
        };
        return Step.of(name, new Run(List.of(AlterTable.of(table, add)), shown));
    }

    private Step setDefault(String byDefault) {
        return Step.of(
                        "set the default of " + Sql.name(column.name()) + " for new rows",
                        Run.of(AlterTable.of(table, new SetDefault(column.name(), byDefault))))
                .doneWhen(Conditions.hasDefault(table, column.name()));
    }

    private Optional<Step> fill() {
        String expression = column.value();
        Condition when = Condition.ALWAYS;
        if (expression == null) {
            @Nullable String byDefault = column.defaultExpression();
            if (byDefault == null) {
                return Optional.empty();
            }
            Volatility volatility = Volatility.of(byDefault);
            if (!volatility.mayBeVolatile()) {
                return Optional.empty();
            }
            expression = "DEFAULT";
            when = volatility.volatileFunction()
                    ? Condition.ALWAYS
                    : Conditions.notVolatile(volatility.unknownFunctions()).not();
        }
        return Optional.of(Step.of("fill column " + Sql.name(column.name()), new Fill(backfill(expression)))
                .when(when));
    }

    private Backfill backfill(String expression) {
        return new Backfill(
                table,
                List.of(new Assignment(column.name(), expression)),
                null,
                circumstances.settings().pacing());
    }

    private Check check(String condition) {
        return new Check(new Expression(condition).inCheckOf(table).text());
    }

    private Optional<UniqueKey> unique() {
        if (!column.unique()) {
            return Optional.empty();
        }
        return Optional.of(UniqueKey.unique(
                table, column.uniqueName(), List.of(column.name()), List.of(), false, null, Deferral.NOT_DEFERRABLE));
    }

    private ForeignKeyChecks foreignKeyChecks(ForeignKey key) {
        return new ForeignKeyChecks(table, foreignKeyName(), column.foreignKeyName() != null, key);
    }

    private String foreignKeyName() {
        return column.foreignKeyName() != null
                ? column.foreignKeyName()
                : GeneratedName.of(table.name(), List.of(column.name()), "fkey");
    }

    /** Before the column goes its foreign key, which locks a second table. */
    private List<Step> remove() {
        List<Step> steps = new ArrayList<>();
        if (column.foreignKey() != null) {
            steps.add(AddForeignKeySteps.drop(table, foreignKeyName(), column.foreignKey()));
        }
        steps.add(Step.of(
                        "drop column " + Sql.name(column.name()),
                        Run.of(AlterTable.of(table, new DropColumn(column.name(), false, false))))
                .doneWhen(Conditions.columnExists(table, column.name()).not().assuming(false)));
        return steps;
    }
}
