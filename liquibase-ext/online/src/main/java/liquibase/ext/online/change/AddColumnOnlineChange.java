package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.change.core.AddColumnChange;
import liquibase.ext.online.plan.ShortTransaction;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.recipe.AddColumnSteps;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** addColumn, without a rewrite or a scan that stops the application. */
@AutoService(Change.class)
@DatabaseChange(
        name = "addColumnOnline",
        description = "Adds columns with defaults, values and constraints, while reads and writes go on",
        priority = ChangeMetaData.PRIORITY_DEFAULT,
        appliesTo = "table")
public final class AddColumnOnlineChange extends OnlineChange<AddColumnChange> {
    public AddColumnOnlineChange() {
        super(new AddColumnChange());
    }

    @Override
    protected boolean fillsRows() {
        return true;
    }

    @Override
    protected List<String> problems(Target target) {
        if (stock().getColumns().stream().allMatch(column -> column.getName() == null && column.getType() == null)) {
            return List.of("at least one column is required");
        }
        return stock().getColumns().stream()
                .flatMap(column -> ColumnRules.problems(column, target.version()).stream())
                .toList();
    }

    @Override
    protected String object(Target target) {
        return table(target)
                + stock().getColumns().stream()
                        .map(column -> Sql.name(target.column(column.getName())))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    @Override
    protected List<Step> steps(Target target) {
        return AddColumnSteps.add(table(target), columns(target));
    }

    @Override
    protected boolean fitsOneTransaction() {
        return true;
    }

    @Override
    protected ShortTransaction atOnce(Target target) {
        return AddColumnSteps.atOnce(table(target), columns(target));
    }

    @Override
    protected List<Step> rollbackSteps(Target target) {
        List<AddColumnSteps> lastFirst = new ArrayList<>(columns(target));
        Collections.reverse(lastFirst);
        return AddColumnSteps.remove(table(target), lastFirst);
    }

    private List<AddColumnSteps> columns(Target target) {
        return stock().getColumns().stream()
                .map(column ->
                        new AddColumnSteps(table(target), ColumnRules.column(column, target), target.circumstances()))
                .toList();
    }

    private QualifiedName table(Target target) {
        return target.table(stock().getSchemaName(), stock().getTableName());
    }
}
