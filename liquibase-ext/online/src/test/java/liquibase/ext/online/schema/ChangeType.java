package liquibase.ext.online.schema;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.change.ChangeFactory;
import liquibase.change.ChangeMetaData;
import liquibase.change.ChangeParameterMetaData;
import liquibase.database.core.PostgresDatabase;
import liquibase.ext.online.change.OnlineChange;
import liquibase.ext.online.schema.Attribute.Kind;

/** A change type as its metadata describes it; attributes by name. */
record ChangeType(String name, String description, List<Attribute> attributes) {

    /** Every change type of ours, by name. */
    static List<ChangeType> all() {
        return ServiceLoader.load(Change.class).stream()
                .filter(provider -> OnlineChange.class.isAssignableFrom(provider.type()))
                .map(provider -> of(provider.get()))
                .sorted(Comparator.comparing(ChangeType::name))
                .toList();
    }

    private static ChangeType of(Change change) {
        ChangeMetaData metaData =
                Scope.getCurrentScope().getSingleton(ChangeFactory.class).getChangeMetaData(change);
        List<Attribute> attributes = metaData.getParameters().values().stream()
                .map(ChangeType::attribute)
                .sorted(Comparator.comparing(Attribute::name))
                .toList();
        return new ChangeType(metaData.getName(), metaData.getDescription(), attributes);
    }

    private static Attribute attribute(ChangeParameterMetaData parameter) {
        boolean required = parameter.isRequiredFor(new PostgresDatabase());
        Class<?> type = parameter.getDataTypeClass();
        if (List.class.isAssignableFrom(type)) {
            Class<?> item = (Class<?>) parameter.getDataTypeClassParameters()[0];
            return new Attribute(
                    parameter.getParameterName(),
                    parameter.getDescription(),
                    Kind.LIST,
                    required,
                    Attribute.fieldsOf(item),
                    Attribute.newInstance(item).getSerializedObjectName());
        }
        Kind kind = switch (parameter.getSerializationType()) {
            case NESTED_OBJECT -> Kind.TEXT_ELEMENT;
            case DIRECT_VALUE -> Kind.CONTENT;
            default -> Attribute.kind(type);
        };
        return new Attribute(parameter.getParameterName(), parameter.getDescription(), kind, required, List.of(), null);
    }
}
