package liquibase.ext.online.change;

import java.util.ArrayList;
import java.util.List;
import liquibase.change.DatabaseChangeProperty;
import liquibase.change.core.AbstractModifyDataChange;
import liquibase.ext.online.sql.Expression;
import liquibase.parser.core.ParsedNode;
import liquibase.parser.core.ParsedNodeException;
import liquibase.resource.ResourceAccessor;
import liquibase.util.SqlUtil;
import org.jspecify.annotations.Nullable;

/**
 * A change of the rows that meet a condition.
 *
 * @param <S> the stock change
 */
public abstract class RowsChange<S extends AbstractModifyDataChange> extends OnlineChange<S> {
    RowsChange(S stock) {
        super(stock);
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
    protected final boolean fillsRows() {
        return true;
    }

    /** What is wrong with the condition. */
    final List<String> problemsOfWhere() {
        List<String> problems = new ArrayList<>(placeholders().problems(stock().getWhere()));
        if (stock().getWhere() != null && !new Expression(stock().getWhere()).isWhole()) {
            problems.add("where is no single condition: " + stock().getWhere());
        }
        return problems;
    }

    /** The condition with its parameters in it; null for none. */
    final @Nullable String where(Target target) {
        if (stock().getWhere() == null) {
            return null;
        }
        return SqlUtil.replacePredicatePlaceholders(
                target.database(),
                stock().getWhere(),
                placeholders().names(),
                placeholders().values());
    }

    private WherePlaceholders placeholders() {
        return WherePlaceholders.of(stock().getWhereParams());
    }
}
