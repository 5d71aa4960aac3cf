package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.stream.Stream;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.ColumnConfig;
import liquibase.change.DatabaseChange;
import liquibase.change.core.DropColumnChange;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.recipe.DropSteps;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** dropColumn, with the foreign keys of the column dropped before, and nothing of other columns dropped silently. */
@AutoService(Change.class)
@DatabaseChange(
        name = "dropColumnOnline",
        description = "Drops columns without making others wait for the locks, and nothing that others have with them",
        priority = ChangeMetaData.PRIORITY_DEFAULT,
        appliesTo = "column")
public final class DropColumnOnlineChange extends DropChange<DropColumnChange> {

    public DropColumnOnlineChange() {
        super(new DropColumnChange());
    }

    @Override
    protected List<String> problems(Target target) {
        List<ColumnConfig> several = stock().getColumns();
        if ((stock().getColumnName() == null) == several.isEmpty()) {
            return List.of("one of columnName and columns is required, and not both");
        }
        return several.stream().anyMatch(column -> column.getName() == null)
                ? List.of("each column needs a name")
                : List.of();
    }

    @Override
    protected String object(Target target) {
        return table(target) + " (" + Sql.names(columns(target)) + ")";
    }

    @Override
    protected List<Step> steps(Target target) {
        return DropSteps.columns(table(target), columns(target), target.circumstances());
    }

    private QualifiedName table(Target target) {
        return target.table(stock().getSchemaName(), stock().getTableName());
    }

    private List<String> columns(Target target) {
        Stream<String> names = stock().getColumnName() == null
                ? stock().getColumns().stream().map(ColumnConfig::getName)
                : Stream.of(stock().getColumnName());
        return names.map(target::column).toList();
    }
}
