package liquibase.ext.online.change;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import liquibase.change.Change;
import liquibase.change.ChangeParameterMetaData;
import org.jspecify.annotations.Nullable;

/** An attribute of the stock change, read from it and written to it. */
final class StockParameter extends ChangeParameterMetaData {
    private final ChangeParameterMetaData stock;

    StockParameter(StockBackedChange<?> change, ChangeParameterMetaData stock) {
        super(
                change,
                stock.getParameterName(),
                stock.getDisplayName(),
                stock.getDescription(),
                null,
                stock.getSince(),
                type(stock),
                new String[] {"none"},
                new String[] {"all"},
                null,
                stock.getSerializationType(),
                stock.getAlternateParameterNames());
        this.stock = stock;
    }

    private static Type type(ChangeParameterMetaData stock) {
        return stock.getDataTypeClassParameters().length == 0
                ? stock.getDataTypeClass()
                : new Generic(stock.getDataTypeClass(), List.of(stock.getDataTypeClassParameters()));
    }

    @Override
    public Set<String> getRequiredForDatabase() {
        return stock.getRequiredForDatabase();
    }

    @Override
    public Object getCurrentValue(Change change) {
        return stock.getCurrentValue(StockBackedChange.stockOf(change));
    }

    @Override
    public void setValue(Change change, Object value) {
        stock.setValue(StockBackedChange.stockOf(change), value);
    }

    private record Generic(Class<?> raw, List<Type> arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(Type[]::new);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return null;
        }
    }
}
