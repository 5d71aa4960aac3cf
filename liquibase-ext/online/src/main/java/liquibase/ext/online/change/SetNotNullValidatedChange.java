package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.change.core.AddNotNullConstraintChange;
import liquibase.ext.online.plan.ShortTransaction;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.recipe.NotNullSteps;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** addNotNullConstraint, with the scan beside the running application. */
@AutoService(Change.class)
@DatabaseChange(
        name = "setNotNullValidated",
        description = "Sets a column NOT NULL after a validation that lets reads and writes go on",
        priority = ChangeMetaData.PRIORITY_DEFAULT,
        appliesTo = "column")
public final class SetNotNullValidatedChange extends OnlineChange<AddNotNullConstraintChange> {
    public SetNotNullValidatedChange() {
        super(new AddNotNullConstraintChange());
    }

    @Override
    protected boolean fillsRows() {
        return true;
    }

    @Override
    protected List<String> problems(Target target) {
        List<String> problems = new ArrayList<>();
        if (Boolean.FALSE.equals(stock().getValidate())) {
            problems.add("validate=false would leave rows unchecked; leave it out, validation does not stop anybody");
        }
        return problems;
    }

    @Override
    protected String object(Target target) {
        return table(target) + " (" + Sql.name(target.column(stock().getColumnName())) + ")";
    }

    @Override
    protected List<Step> steps(Target target) {
        return NotNullSteps.add(
                table(target),
                target.column(stock().getColumnName()),
                constraintName(target),
                fill(target),
                target.settings().pacing(),
                target.version());
    }

    @Override
    protected boolean fitsOneTransaction() {
        return true;
    }

    @Override
    protected ShortTransaction atOnce(Target target) {
        return NotNullSteps.atOnce(
                table(target),
                target.column(stock().getColumnName()),
                constraintName(target),
                fill(target),
                target.settings().pacing(),
                target.version());
    }

    private @Nullable String constraintName(Target target) {
        String name = stock().getConstraintName();
        return name == null ? null : target.column(name);
    }

    private @Nullable String fill(Target target) {
        String fill = stock().getDefaultNullValue();
        return fill == null || fill.equalsIgnoreCase("null") ? null : target.expression(fill);
    }

    @Override
    protected List<Step> rollbackSteps(Target target) {
        return NotNullSteps.remove(table(target), target.column(stock().getColumnName()));
    }

    private QualifiedName table(Target target) {
        return target.table(stock().getSchemaName(), stock().getTableName());
    }
}
