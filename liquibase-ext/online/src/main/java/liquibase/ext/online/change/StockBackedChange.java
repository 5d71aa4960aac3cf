package liquibase.ext.online.change;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import liquibase.Scope;
import liquibase.change.AbstractChange;
import liquibase.change.Change;
import liquibase.change.ChangeFactory;
import liquibase.change.ChangeMetaData;
import liquibase.change.ChangeParameterMetaData;
import liquibase.change.DatabaseChangeProperty;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.exception.Warnings;
import liquibase.parser.core.ParsedNode;
import liquibase.parser.core.ParsedNodeException;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/**
 * A change with the attributes of a stock change, which it holds and hands them to, and with attributes of its own.
 *
 * @param <S> the stock change
 */
public abstract class StockBackedChange<S extends AbstractChange> extends AbstractChange {
    private final S stock;
    private final List<String> loadErrors = new ArrayList<>();

    protected StockBackedChange(S stock) {
        this.stock = stock;
    }

    /** The stock change, which holds the attributes that it shares with this one. */
    protected final S stock() {
        return stock;
    }

    /** What a changelog says that neither this change nor the stock change knows, a sentence each. */
    final List<String> loadErrors() {
        return loadErrors;
    }

    /** Attributes besides those of the stock change and those with a getter. */
    protected List<ChangeParameterMetaData> ownParameters() {
        return List.of();
    }

    /** What the stock change has as attributes and only Liquibase itself sets. */
    protected Set<String> internals() {
        return Set.of();
    }

    @Override
    public ChangeMetaData createChangeMetaData() {
        ChangeMetaData own = super.createChangeMetaData();
        Set<ChangeParameterMetaData> parameters =
                new HashSet<>(own.getParameters().values());
        parameters.addAll(ownParameters());
        for (ChangeParameterMetaData parameter : stockMetaData().getParameters().values()) {
            // What Liquibase has learned in a later release stays ours, as the releases before do not have it.
            if (!own.getParameters().containsKey(parameter.getParameterName())
                    && !internals().contains(parameter.getParameterName())) {
                parameters.add(new StockParameter(this, parameter));
            }
        }
        return new ChangeMetaData(
                own.getName(),
                own.getDescription(),
                own.getPriority(),
                stockMetaData().getAppliesTo() == null
                        ? null
                        : stockMetaData().getAppliesTo().toArray(new String[0]),
                new HashMap<>(),
                parameters);
    }

    private ChangeMetaData stockMetaData() {
        return Scope.getCurrentScope().getSingleton(ChangeFactory.class).getChangeMetaData(stock);
    }

    @Override
    protected String[] createRequiredDatabasesMetaData(String name, @Nullable DatabaseChangeProperty annotation) {
        return new String[] {"none"};
    }

    @Override
    protected String[] createSupportedDatabasesMetaData(String name, @Nullable DatabaseChangeProperty annotation) {
        return new String[] {"all"};
    }

    @Override
    public void load(ParsedNode node, ResourceAccessor resources) throws ParsedNodeException {
        ChangeMetaData metaData =
                Scope.getCurrentScope().getSingleton(ChangeFactory.class).getChangeMetaData(this);
        loadErrors.addAll(new UnknownAttributes(metaData).in(node));
        loadStock(node, resources);
        for (ChangeParameterMetaData parameter : metaData.getParameters().values()) {
            boolean stocks = parameter instanceof StockParameter || parameter.getDataTypeClass() == List.class;
            Object value = stocks ? null : value(node, parameter);
            if (value != null) {
                parameter.setValue(this, value);
            }
        }
    }

    /** Liquibase stops at an unknown attribute of a column without a hint; validation has a better word for it. */
    private void loadStock(ParsedNode node, ResourceAccessor resources) throws ParsedNodeException {
        try {
            stock.load(node, resources);
        } catch (ParsedNodeException refused) {
            if (loadErrors.isEmpty()) {
                throw refused;
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Object value(ParsedNode node, ChangeParameterMetaData parameter)
            throws ParsedNodeException {
        return node.getChildValue(null, parameter.getParameterName(), parameter.getDataTypeClass());
    }

    /** A changeSet that refers to another one's changes for its rollback does not become their changeSet. */
    @Override
    public void setChangeSet(ChangeSet changeSet) {
        if (getChangeSet() != null && getChangeSet().getChanges().contains(this)) {
            return;
        }
        super.setChangeSet(changeSet);
        stock.setChangeSet(changeSet);
    }

    @Override
    public boolean supports(Database database) {
        return Target.isPostgres(database) || stock.supports(database);
    }

    @Override
    public Warnings warn(Database database) {
        return Target.isPostgres(database) ? new Warnings() : stock.warn(database);
    }

    @Override
    public String getConfirmationMessage() {
        return stock.getConfirmationMessage();
    }

    /** The value that another parameter of the stock change has; used by {@link StockParameter}. */
    static AbstractChange stockOf(Change change) {
        return ((StockBackedChange<?>) change).stock;
    }
}
