package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.change.AddColumnConfig;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.change.core.AddColumnChange;
import liquibase.ext.online.plan.AddColumnSteps;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** addColumn, without a rewrite or a scan that stops the application. */
@AutoService(Change.class)
@DatabaseChange(
        name = "addColumnOnline",
        description = "Adds columns with defaults, values and constraints, while reads and writes go on",
        priority = ChangeMetaData.PRIORITY_DEFAULT,
        appliesTo = "table")
public final class AddColumnOnlineChange extends BatchedChange<AddColumnChange> {
    public AddColumnOnlineChange() {
        super(new AddColumnChange());
    }

    @Override
    protected List<String> problems() {
        if (stock().getColumns().isEmpty()) {
            return List.of("at least one column is required");
        }
        return stock().getColumns().stream()
                .flatMap(column -> ColumnRules.problems(column).stream())
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
        return stock().getColumns().stream()
                .flatMap(column -> steps(target, column).add().stream())
                .toList();
    }

    @Override
    protected List<Step> rollbackSteps(Target target) {
        List<AddColumnConfig> lastFirst = new ArrayList<>(stock().getColumns());
        Collections.reverse(lastFirst);
        return lastFirst.stream()
                .flatMap(column -> steps(target, column).remove().stream())
                .toList();
    }

    private AddColumnSteps steps(Target target, AddColumnConfig column) {
        return new AddColumnSteps(
                table(target),
                ColumnRules.column(column, target),
                target.settings().pacing(),
                target.partitioned(),
                target.version());
    }

    private QualifiedName table(Target target) {
        return target.table(stock().getSchemaName(), stock().getTableName());
    }
}
