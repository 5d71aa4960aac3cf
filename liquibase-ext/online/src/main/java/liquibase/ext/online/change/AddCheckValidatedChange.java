package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.ext.online.plan.ShortTransaction;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.recipe.AddCheckSteps;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.Expression;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** A CHECK constraint with the attributes of the commercial addCheckConstraint, its scan beside the running application. */
@AutoService(Change.class)
@DatabaseChange(
        name = "addCheckValidated",
        description = "Adds a CHECK constraint whose rows are checked while reads and writes of the table go on",
        priority = ChangeMetaData.PRIORITY_DEFAULT,
        appliesTo = "table")
public final class AddCheckValidatedChange extends OnlineChange<PlainCheckChange> {

    public AddCheckValidatedChange() {
        super(new PlainCheckChange());
    }

    /** The open Liquibase has no such change. */
    @Override
    public List<String> replacedNames() {
        return List.of();
    }

    @Override
    protected List<String> problems(Target target) {
        String body = stock().getConstraintBody();
        if (body == null) {
            return List.of();
        }
        if (body.isBlank()) {
            return List.of(
                    "constraintBody is empty; it is the condition that every row must fulfil, such as price > 0");
        }
        return new Expression(body).isWhole() ? List.of() : List.of("constraintBody is no single expression: " + body);
    }

    @Override
    protected String object(Target target) {
        return table(target) + " (" + Sql.name(name(target)) + ")";
    }

    @Override
    protected List<Step> steps(Target target) {
        return AddCheckSteps.add(table(target), name(target), check(target), target.circumstances());
    }

    @Override
    protected boolean fitsOneTransaction() {
        return true;
    }

    @Override
    protected ShortTransaction atOnce(Target target) {
        return AddCheckSteps.atOnce(table(target), name(target), check(target));
    }

    @Override
    protected List<Step> rollbackSteps(Target target) {
        return AddCheckSteps.remove(table(target), name(target));
    }

    private QualifiedName table(Target target) {
        return target.table(stock().getSchemaName(), String.valueOf(stock().getTableName()));
    }

    private String name(Target target) {
        return target.column(String.valueOf(stock().getConstraintName()));
    }

    /** The table's own name in it would be another one on the copy, and on a partition. */
    private Check check(Target target) {
        return new Check(
                new Expression(String.valueOf(stock().getConstraintBody()).strip())
                        .inCheckOf(table(target))
                        .text());
    }
}
