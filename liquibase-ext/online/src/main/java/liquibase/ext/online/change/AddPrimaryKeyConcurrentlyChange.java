package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.change.core.AddPrimaryKeyChange;
import liquibase.ext.online.plan.ShortTransaction;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.recipe.PrimaryKeySteps;
import liquibase.ext.online.recipe.UniqueKey;
import liquibase.ext.online.recipe.UniqueSteps;
import liquibase.ext.online.sql.Sql;

/** addPrimaryKey, with its looks for NULL and its index beside the running application. */
@AutoService(Change.class)
@DatabaseChange(
        name = "addPrimaryKeyConcurrently",
        description = "Adds a primary key whose index is built concurrently, so that reads and writes go on",
        priority = ChangeMetaData.PRIORITY_DEFAULT,
        appliesTo = "column")
public final class AddPrimaryKeyConcurrentlyChange extends OnlineChange<AddPrimaryKeyChange> {

    public AddPrimaryKeyConcurrentlyChange() {
        super(new AddPrimaryKeyChange());
    }

    @Override
    protected List<String> problems(Target target) {
        List<String> problems = new ArrayList<>();
        Target.problemOfColumnNames(stock().getColumnNames(), "the columns of the key")
                .ifPresent(problems::add);
        if (Boolean.TRUE.equals(stock().getClustered())) {
            problems.add("clustered would have the rows rewritten in the order of the key while nobody can read them;"
                    + " leave it out");
        }
        return problems;
    }

    @Override
    protected String object(Target target) {
        UniqueKey key = key(target);
        return key.table() + " (" + Sql.names(key.columns()) + ")";
    }

    @Override
    protected List<Step> steps(Target target) {
        return PrimaryKeySteps.add(key(target), target.circumstances());
    }

    @Override
    protected boolean fitsOneTransaction() {
        return true;
    }

    @Override
    protected ShortTransaction atOnce(Target target) {
        return PrimaryKeySteps.atOnce(key(target));
    }

    @Override
    protected List<Step> rollbackSteps(Target target) {
        return UniqueSteps.remove(key(target));
    }

    private UniqueKey key(Target target) {
        AddPrimaryKeyChange stock = stock();
        return UniqueKey.primary(
                target.table(stock.getSchemaName(), stock.getTableName()),
                stock.getConstraintName() == null ? null : target.column(stock.getConstraintName()),
                target.columns(stock.getColumnNames()),
                stock.getTablespace(),
                stock.getForIndexName() == null ? null : target.index(stock.getForIndexName()));
    }
}
