package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import liquibase.change.AddColumnConfig;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.change.DatabaseChangeProperty;
import liquibase.change.core.CreateIndexChange;
import liquibase.ext.online.plan.ShortTransaction;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.recipe.IndexSteps;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.Expression;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** createIndex, with the index built beside the running application. */
@AutoService(Change.class)
@DatabaseChange(
        name = "createIndexConcurrently",
        description = "Creates an index that is built concurrently, so that writes go on",
        priority = ChangeMetaData.PRIORITY_DEFAULT,
        appliesTo = "index")
public final class CreateIndexConcurrentlyChange extends IndexedChange<CreateIndexChange> {
    private @Nullable String where;
    private @Nullable String using;
    private @Nullable String with;

    public CreateIndexConcurrentlyChange() {
        super(new CreateIndexChange());
    }

    @DatabaseChangeProperty(description = "Condition of the rows that the index holds, as SQL; all rows without it")
    public @Nullable String getWhere() {
        return where;
    }

    public void setWhere(@Nullable String where) {
        this.where = where;
    }

    @DatabaseChangeProperty(description = "Access method, such as gin, gist, brin or hash; btree without it")
    public @Nullable String getUsing() {
        return using;
    }

    public void setUsing(@Nullable String using) {
        this.using = using;
    }

    @DatabaseChangeProperty(description = "Storage parameters as SQL, such as fillfactor = 70")
    public @Nullable String getWith() {
        return with;
    }

    public void setWith(@Nullable String with) {
        this.with = with;
    }

    @Override
    protected List<String> problems(Target target) {
        List<String> problems = new ArrayList<>();
        if (stock().getColumns().isEmpty()
                || stock().getColumns().stream().anyMatch(column -> column.getName() == null)) {
            problems.add("at least one column is required, each with a name");
        }
        stock().getColumns().stream()
                .filter(column -> Boolean.TRUE.equals(column.getComputed()) && column.getName() != null)
                .map(AddColumnConfig::getName)
                .filter(key -> !new Expression(key).isWhole())
                .forEach(key -> problems.add("this is no single expression: " + key));
        if (where != null && !new Expression(where).isWhole()) {
            problems.add("where is no single expression: " + where);
        }
        problems.addAll(tooNew(target));
        if (isNullsNotDistinct() && !Boolean.TRUE.equals(stock().isUnique())) {
            problems.add("nullsNotDistinct has a meaning for a unique index only");
        }
        if (Boolean.TRUE.equals(stock().getClustered())) {
            problems.add("clustered is unknown to an index of PostgreSQL; leave it out");
        }
        if (ownedByConstraint()) {
            problems.add("associatedWith is " + stock().getAssociatedWith()
                    + ": PostgreSQL makes that index with the constraint, and the stock change does nothing; leave the"
                    + " change out");
        }
        return problems;
    }

    /** What diff-changelog writes of an index that comes with a constraint. */
    private boolean ownedByConstraint() {
        String with = stock().getAssociatedWith();
        return with != null
                && List.of(with.split(",")).stream()
                        .map(String::strip)
                        .anyMatch(owner -> owner.equals("primaryKey") || owner.equals("uniqueConstraint"));
    }

    @Override
    protected String object(Target target) {
        CreateIndex command = command(target);
        return command.table() + " (" + String.join(", ", command.keys()) + ")";
    }

    @Override
    protected List<Step> steps(Target target) {
        return IndexSteps.create(command(target), target.circumstances());
    }

    @Override
    protected boolean fitsOneTransaction() {
        return true;
    }

    @Override
    protected ShortTransaction atOnce(Target target) {
        return IndexSteps.atOnce(command(target));
    }

    @Override
    protected List<Step> rollbackSteps(Target target) {
        return IndexSteps.remove(command(target), target.circumstances());
    }

    /** The command of the stock change. */
    private CreateIndex command(Target target) {
        CreateIndexChange stock = stock();
        return new CreateIndex(
                Boolean.TRUE.equals(stock.isUnique()),
                false,
                false,
                stock.getIndexName() == null ? null : target.index(stock.getIndexName()),
                false,
                target.table(stock.getSchemaName(), stock.getTableName()),
                using == null ? CreateIndex.DEFAULT_METHOD : using.strip().toLowerCase(Locale.ROOT),
                stock.getColumns().stream().map(column -> key(column, target)).toList(),
                included(target),
                isNullsNotDistinct(),
                with,
                stock.getTablespace(),
                where == null ? null : new Expression(where).closed());
    }

    private static String key(AddColumnConfig column, Target target) {
        String key = Boolean.TRUE.equals(column.getComputed())
                ? new Expression(column.getName()).closed()
                : Sql.name(target.column(column.getName()));
        return Boolean.TRUE.equals(column.getDescending()) ? key + " DESC" : key;
    }
}
