package liquibase.ext.online.change;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import liquibase.ChecksumVersion;
import liquibase.Scope;
import liquibase.change.Change;
import liquibase.serializer.core.string.StringChangeLogSerializer;

/**
 * What tells two editions of a change apart: its attributes as the author wrote them, without those that only tune it and
 * whatever the file's format. Liquibase's own checksum is made of the same text, and says in front which algorithm it took.
 */
final class Fingerprint {
    private Fingerprint() {}

    /** Empty for a change that is not of ours. */
    static String of(Change change) {
        return change instanceof OnlineChange<?> ours ? of(ours) : "";
    }

    private static String of(OnlineChange<?> change) {
        Set<String> tuning = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        tuning.addAll(Set.of(change.getExcludedFieldFilters(ChecksumVersion.V9)));
        StringChangeLogSerializer serializer =
                new StringChangeLogSerializer(new StringChangeLogSerializer.FieldFilter() {
                    @Override
                    public boolean include(Object owner, String field, Object value) {
                        return !tuning.contains(field) && super.include(owner, field, value);
                    }
                });
        try {
            Scope.ScopedRunnerWithReturn<String> serialize = () -> serializer.serialize(change, false);
            String text = Scope.child(Map.of(Scope.Attr.checksumVersion.name(), ChecksumVersion.V9), serialize);
            return UUID.nameUUIDFromBytes(text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8))
                    .toString();
        } catch (Exception impossible) {
            throw new IllegalStateException("the attributes of " + change.getSerializedObjectName(), impossible);
        }
    }
}
