package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.ColumnConfig;
import liquibase.change.DatabaseChange;
import liquibase.change.core.UpdateDataChange;
import liquibase.ext.online.plan.Backfill;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.recipe.BackfillSteps;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.Update.Assignment;

/** update, batch by batch, each its own transaction. */
@AutoService(Change.class)
@DatabaseChange(
        name = "backfillInBatches",
        description =
                "Writes values to the rows of a table in batches that commit on their own, and resumes where it stopped",
        priority = ChangeMetaData.PRIORITY_DEFAULT,
        appliesTo = "table")
public final class BackfillInBatchesChange extends RowsChange<UpdateDataChange> {
    public BackfillInBatchesChange() {
        super(new UpdateDataChange());
    }

    /** Which rows are left it knows by a where that its values make false; the stock change need not have one. */
    @Override
    public boolean replacesByName() {
        return false;
    }

    @Override
    protected List<String> problems(Target target) {
        List<String> problems = new ArrayList<>();
        if (stock().getColumns().stream()
                .allMatch(column -> column.getName() == null && column.getValueObject() == null)) {
            return List.of("at least one column is required: what to write");
        }
        for (ColumnConfig column : stock().getColumns()) {
            if (column.getName() == null) {
                problems.add("a column has no name");
            }
            if (column.getValueBlobFile() != null || column.getValueClobFile() != null) {
                problems.add("column " + column.getName()
                        + ": values from files are not supported; use value or valueComputed");
            }
            if (column.getValueObject() == null && stock().getWhere() == null) {
                problems.add("column " + column.getName()
                        + " has no value: give it value, valueNumeric, valueBoolean, valueDate or valueComputed");
            }
        }
        problems.addAll(problemsOfWhere());
        if (problems.isEmpty() && stock().getTableName() != null) {
            problems.addAll(backfill(target).problems());
        }
        return problems;
    }

    @Override
    protected String object(Target target) {
        Backfill backfill = backfill(target);
        return backfill.table() + " (" + Sql.names(backfill.columns()) + ")";
    }

    @Override
    protected List<Step> steps(Target target) {
        return BackfillSteps.fill(backfill(target));
    }

    @Override
    protected List<Step> rollbackSteps(Target target) {
        return BackfillSteps.forget();
    }

    private Backfill backfill(Target target) {
        QualifiedName table = target.table(stock().getSchemaName(), stock().getTableName());
        List<Assignment> assignments = stock().getColumns().stream()
                .map(column -> new Assignment(target.column(column.getName()), target.value(column)))
                .toList();
        return new Backfill(table, assignments, where(target), target.settings().pacing());
    }
}
