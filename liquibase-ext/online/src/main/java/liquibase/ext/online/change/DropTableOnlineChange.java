package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.change.core.DropTableChange;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.recipe.DropSteps;
import liquibase.ext.online.sql.QualifiedName;

/** dropTable, with its foreign keys dropped before, one by one. */
@AutoService(Change.class)
@DatabaseChange(
        name = "dropTableOnline",
        description = "Drops a table without making the users of others wait for its locks",
        priority = ChangeMetaData.PRIORITY_DEFAULT,
        appliesTo = "table")
public final class DropTableOnlineChange extends DropChange<DropTableChange> {

    public DropTableOnlineChange() {
        super(new DropTableChange());
    }

    @Override
    protected List<String> problems(Target target) {
        return List.of();
    }

    @Override
    protected String object(Target target) {
        return table(target).toString();
    }

    @Override
    protected List<Step> steps(Target target) {
        return DropSteps.table(
                table(target), Boolean.TRUE.equals(stock().isCascadeConstraints()), target.circumstances());
    }

    private QualifiedName table(Target target) {
        return target.table(stock().getSchemaName(), stock().getTableName());
    }
}
