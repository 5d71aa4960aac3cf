package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.ColumnConfig;
import liquibase.change.DatabaseChange;
import liquibase.change.DatabaseChangeProperty;
import liquibase.change.core.UpdateDataChange;
import liquibase.ext.online.plan.Backfill;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.recipe.BackfillSteps;
import liquibase.ext.online.sql.Expression;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.Update.Assignment;
import liquibase.parser.core.ParsedNode;
import liquibase.parser.core.ParsedNodeException;
import liquibase.resource.ResourceAccessor;
import liquibase.util.SqlUtil;
import org.jspecify.annotations.Nullable;

/** update, batch by batch, each its own transaction. */
@AutoService(Change.class)
@DatabaseChange(
        name = "backfillInBatches",
        description =
                "Writes values to the rows of a table in batches that commit on their own, and resumes where it stopped",
        priority = ChangeMetaData.PRIORITY_DEFAULT,
        appliesTo = "table")
public final class BackfillInBatchesChange extends OnlineChange<UpdateDataChange> {
    public BackfillInBatchesChange() {
        super(new UpdateDataChange());
    }

    /**
     * The values for the placeholders of the condition. The stock change leaves them out of its checksum and of what it
     * writes, although they decide which rows change.
     */
    @DatabaseChangeProperty(
            description =
                    "Names and values for the placeholders of where, in order: :name stands for the next name, :value and ? for"
                            + " the next value",
            serializationType = SerializationType.NESTED_OBJECT)
    public @Nullable List<WhereParameter> getWhereParams() {
        List<WhereParameter> parameters = stock().getWhereParams().stream()
                .map(column -> column instanceof WhereParameter parameter ? parameter : WhereParameter.of(column))
                .toList();
        return parameters.isEmpty() ? null : parameters;
    }

    public void setWhereParams(@Nullable List<WhereParameter> parameters) {
        stock().getWhereParams().clear();
        if (parameters != null) {
            parameters.forEach(stock()::addWhereParam);
        }
    }

    /** XML has them as written by Liquibase too: one by one, without the element around them. */
    @Override
    public void load(ParsedNode node, ResourceAccessor resources) throws ParsedNodeException {
        super.load(node, resources);
        for (ParsedNode child : node.getChildren(null, "param")) {
            WhereParameter parameter = new WhereParameter();
            parameter.load(child, resources);
            stock().addWhereParam(parameter);
        }
    }

    @Override
    protected boolean fillsRows() {
        return true;
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
        problems.addAll(placeholders().problems(stock().getWhere()));
        if (stock().getWhere() != null && !new Expression(stock().getWhere()).isWhole()) {
            problems.add("where is no single condition: " + stock().getWhere());
        }
        if (problems.isEmpty() && stock().getTableName() != null) {
            problems.addAll(backfill(target).problems());
        }
        return problems;
    }

    private WherePlaceholders placeholders() {
        return WherePlaceholders.of(stock().getWhereParams());
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

    private @Nullable String where(Target target) {
        if (stock().getWhere() == null) {
            return null;
        }
        return SqlUtil.replacePredicatePlaceholders(
                target.database(),
                stock().getWhere(),
                placeholders().names(),
                placeholders().values());
    }
}
