package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.change.DatabaseChangeProperty;
import liquibase.change.core.AddUniqueConstraintChange;
import liquibase.ext.online.plan.GeneratedName;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.recipe.UniqueKey;
import liquibase.ext.online.recipe.UniqueSteps;
import liquibase.ext.online.sql.Deferral;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** addUniqueConstraint, with the index built beside the running application. */
@AutoService(Change.class)
@DatabaseChange(
        name = "addUniqueConcurrently",
        description =
                "Adds a unique constraint through an index that is built concurrently, so that reads and writes go on",
        priority = ChangeMetaData.PRIORITY_DEFAULT,
        appliesTo = "column")
public final class AddUniqueConcurrentlyChange extends OnlineChange<AddUniqueConstraintChange> {
    private @Nullable String include;
    private @Nullable Boolean nullsNotDistinct;

    public AddUniqueConcurrentlyChange() {
        super(new AddUniqueConstraintChange());
    }

    @DatabaseChangeProperty(description = "Columns, separated by commas, that the index carries and does not compare")
    public @Nullable String getInclude() {
        return include;
    }

    public void setInclude(@Nullable String include) {
        this.include = include;
    }

    @DatabaseChangeProperty(description = "Whether two NULLs count as equal; PostgreSQL 15 and later")
    public @Nullable Boolean getNullsNotDistinct() {
        return nullsNotDistinct;
    }

    public void setNullsNotDistinct(@Nullable Boolean nullsNotDistinct) {
        this.nullsNotDistinct = nullsNotDistinct;
    }

    @Override
    protected List<String> problems(Target target) {
        List<String> problems = new ArrayList<>();
        if (stock().getColumnNames() == null || stock().getColumnNames().isBlank()) {
            problems.add("columnNames is required: the columns that must be unique together");
        } else if (Arrays.stream(stock().getColumnNames().split(",", -1)).anyMatch(String::isBlank)) {
            problems.add("columnNames is \"" + stock().getColumnNames() + "\": a name is missing between two commas");
        }
        if (Boolean.TRUE.equals(nullsNotDistinct) && !target.version().hasNullsNotDistinct()) {
            problems.add("nullsNotDistinct needs PostgreSQL 15; the database is " + target.version());
        }
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
    protected List<Step> rollbackSteps(Target target) {
        return UniqueSteps.remove(key(target));
    }

    private UniqueKey key(Target target) {
        AddUniqueConstraintChange stock = stock();
        QualifiedName table = target.table(stock.getSchemaName(), stock.getTableName());
        List<String> columns = target.columns(stock.getColumnNames());
        String name = stock.getConstraintName() == null
                ? GeneratedName.of(table.name(), columns, "key")
                : target.column(stock.getConstraintName());
        return new UniqueKey(
                table,
                name,
                stock.getConstraintName() != null,
                columns,
                include == null ? List.of() : target.columns(include),
                Boolean.TRUE.equals(nullsNotDistinct),
                stock.getTablespace(),
                Deferral.of(
                        Boolean.TRUE.equals(stock.getDeferrable()), Boolean.TRUE.equals(stock.getInitiallyDeferred())));
    }
}
