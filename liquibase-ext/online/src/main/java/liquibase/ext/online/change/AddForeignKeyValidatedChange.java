package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.change.core.AddForeignKeyConstraintChange;
import liquibase.ext.online.plan.ShortTransaction;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.recipe.AddForeignKeySteps;
import liquibase.ext.online.sql.Deferral;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import org.jspecify.annotations.Nullable;

/** addForeignKeyConstraint, with the scan beside the running application. */
@AutoService(Change.class)
@DatabaseChange(
        name = "addForeignKeyValidated",
        description = "Adds a foreign key whose rows are checked while reads and writes of both tables go on",
        priority = ChangeMetaData.PRIORITY_DEFAULT,
        appliesTo = "column")
public final class AddForeignKeyValidatedChange extends OnlineChange<AddForeignKeyConstraintChange> {

    public AddForeignKeyValidatedChange() {
        super(new AddForeignKeyConstraintChange());
    }

    @Override
    protected List<String> problems(Target target) {
        List<String> problems = new ArrayList<>();
        int own = names("baseColumnNames", stock().getBaseColumnNames(), problems);
        int referenced = names("referencedColumnNames", stock().getReferencedColumnNames(), problems);
        if (own != referenced && problems.isEmpty()) {
            problems.add("baseColumnNames has " + own + " names and referencedColumnNames " + referenced
                    + "; each column needs the one that it references");
        }
        action("onDelete", stock().getOnDelete(), problems);
        action("onUpdate", stock().getOnUpdate(), problems);
        return problems;
    }

    private static int names(String attribute, @Nullable String names, List<String> problems) {
        if (names == null) {
            return 0;
        }
        String[] each = names.split(",", -1);
        if (Arrays.stream(each).anyMatch(String::isBlank)) {
            problems.add(attribute + " is \"" + names + "\": a name is missing");
        }
        return each.length;
    }

    private static ForeignKey.Action action(String attribute, @Nullable String written, List<String> problems) {
        if (written == null || written.isBlank()) {
            return ForeignKey.Action.NO_ACTION;
        }
        String name = written.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", "_");
        return Arrays.stream(ForeignKey.Action.values())
                .filter(action -> action.name().equals(name))
                .findFirst()
                .orElseGet(() -> {
                    problems.add(attribute + " is " + written
                            + "; it must be NO ACTION, RESTRICT, CASCADE, SET NULL or SET DEFAULT");
                    return ForeignKey.Action.NO_ACTION;
                });
    }

    @Override
    protected String object(Target target) {
        ForeignKey key = key(target);
        return table(target) + " (" + Sql.names(key.columns()) + ") to " + key.referencedTable();
    }

    @Override
    protected List<Step> steps(Target target) {
        return AddForeignKeySteps.add(table(target), name(target), key(target), isValidated(), target.circumstances());
    }

    @Override
    protected boolean fitsOneTransaction() {
        return true;
    }

    @Override
    protected ShortTransaction atOnce(Target target) {
        return AddForeignKeySteps.atOnce(table(target), name(target), key(target), isValidated());
    }

    private boolean isValidated() {
        return !Boolean.FALSE.equals(stock().getValidate());
    }

    @Override
    protected List<Step> rollbackSteps(Target target) {
        return AddForeignKeySteps.remove(table(target), name(target), key(target));
    }

    private QualifiedName table(Target target) {
        return target.table(stock().getBaseTableSchemaName(), stock().getBaseTableName());
    }

    private String name(Target target) {
        return target.column(stock().getConstraintName());
    }

    private ForeignKey key(Target target) {
        AddForeignKeyConstraintChange stock = stock();
        List<String> none = new ArrayList<>();
        return new ForeignKey(
                target.columns(stock.getBaseColumnNames()),
                target.table(stock.getReferencedTableSchemaName(), stock.getReferencedTableName()),
                target.columns(stock.getReferencedColumnNames()),
                action("onDelete", stock.getOnDelete(), none),
                action("onUpdate", stock.getOnUpdate(), none),
                Deferral.of(
                        Boolean.TRUE.equals(stock.getDeferrable()), Boolean.TRUE.equals(stock.getInitiallyDeferred())));
    }
}
