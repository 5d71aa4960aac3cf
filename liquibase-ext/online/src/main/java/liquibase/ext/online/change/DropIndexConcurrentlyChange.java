package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.change.core.DropIndexChange;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.recipe.DropIndexSteps;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** dropIndex, without a lock that queries wait for. */
@AutoService(Change.class)
@DatabaseChange(
        name = "dropIndexConcurrently",
        description = "Drops an index concurrently, so that reads and writes go on",
        priority = ChangeMetaData.PRIORITY_DEFAULT,
        appliesTo = "index")
public final class DropIndexConcurrentlyChange extends DropChange<DropIndexChange> {

    public DropIndexConcurrentlyChange() {
        super(new DropIndexChange());
    }

    @Override
    protected List<String> problems(Target target) {
        return List.of();
    }

    @Override
    protected String object(Target target) {
        return index(target).toString();
    }

    @Override
    protected List<Step> steps(Target target) {
        return DropIndexSteps.drop(index(target), table(target), target.circumstances());
    }

    private QualifiedName index(Target target) {
        return target.index(stock().getSchemaName(), stock().getIndexName());
    }

    private @Nullable QualifiedName table(Target target) {
        return stock().getTableName() == null ? null : target.table(stock().getSchemaName(), stock().getTableName());
    }
}
