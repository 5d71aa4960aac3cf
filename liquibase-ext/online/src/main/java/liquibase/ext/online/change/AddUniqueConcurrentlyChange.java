package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.change.core.AddUniqueConstraintChange;
import liquibase.ext.online.plan.ShortTransaction;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.recipe.UniqueKey;
import liquibase.ext.online.recipe.UniqueSteps;
import liquibase.ext.online.sql.Deferral;
import liquibase.ext.online.sql.Sql;

/** addUniqueConstraint, with the index built beside the running application. */
@AutoService(Change.class)
@DatabaseChange(
        name = "addUniqueConcurrently",
        description =
                "Adds a unique constraint through an index that is built concurrently, so that reads and writes go on",
        priority = ChangeMetaData.PRIORITY_DEFAULT,
        appliesTo = "column")
public final class AddUniqueConcurrentlyChange extends IndexedChange<AddUniqueConstraintChange> {

    public AddUniqueConcurrentlyChange() {
        super(new AddUniqueConstraintChange());
    }

    @Override
    protected List<String> problems(Target target) {
        List<String> problems = new ArrayList<>();
        Target.problemOfColumnNames(stock().getColumnNames(), "the columns that must be unique together")
                .ifPresent(problems::add);
        problems.addAll(tooNew(target));
        if (stock().getForIndexName() != null) {
            problems.add("forIndexName is not needed: a valid unique index on the same columns is found and used");
        }
        if (Boolean.TRUE.equals(stock().getClustered()) || Boolean.TRUE.equals(stock().getDisabled())) {
            problems.add("clustered and disabled are unknown to a unique constraint of PostgreSQL; leave them out");
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
        return UniqueSteps.add(key(target), target.circumstances());
    }

    @Override
    protected boolean fitsOneTransaction() {
        return true;
    }

    @Override
    protected ShortTransaction atOnce(Target target) {
        return UniqueSteps.atOnce(key(target));
    }

    @Override
    protected List<Step> rollbackSteps(Target target) {
        return UniqueSteps.remove(key(target));
    }

    private UniqueKey key(Target target) {
        AddUniqueConstraintChange stock = stock();
        return UniqueKey.unique(
                target.table(stock.getSchemaName(), stock.getTableName()),
                stock.getConstraintName() == null ? null : target.column(stock.getConstraintName()),
                target.columns(stock.getColumnNames()),
                included(target),
                isNullsNotDistinct(),
                stock.getTablespace(),
                Deferral.of(
                        Boolean.TRUE.equals(stock.getDeferrable()), Boolean.TRUE.equals(stock.getInitiallyDeferred())));
    }
}
