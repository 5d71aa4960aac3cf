package liquibase.ext.online.change;

import java.util.Set;
import liquibase.change.Change;
import liquibase.change.ChangeParameterMetaData;
import liquibase.serializer.LiquibaseSerializable.SerializationType;
import org.jspecify.annotations.Nullable;

/** A setting as an attribute of a change. */
final class TuningParameter extends ChangeParameterMetaData {
    private final Knob knob;

    TuningParameter(Change change, Knob knob) {
        super(
                change,
                knob.key(),
                knob.key(),
                knob.meaning() + "; overrides liquibase.online." + knob.key(),
                null,
                null,
                String.class,
                new String[] {"none"},
                new String[] {"all"},
                null,
                SerializationType.NAMED_FIELD,
                new String[0]);
        this.knob = knob;
    }

    @Override
    public Set<String> getRequiredForDatabase() {
        return Set.of();
    }

    @Override
    public @Nullable Object getCurrentValue(Change change) {
        return ((OnlineChange<?>) change).tuned(knob);
    }

    @Override
    public void setValue(Change change, @Nullable Object value) {
        ((OnlineChange<?>) change).tune(knob, value == null ? null : value.toString());
    }
}
