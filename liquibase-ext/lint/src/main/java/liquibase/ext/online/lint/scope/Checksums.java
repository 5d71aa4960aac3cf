package liquibase.ext.online.lint.scope;

import java.util.HashMap;
import java.util.Map;
import liquibase.ChecksumVersion;
import liquibase.Scope;
import liquibase.changelog.ChangeSet;
import liquibase.database.core.PostgresDatabase;
import liquibase.resource.ResourceAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Tells an edited changeSet from the one that it was: by Liquibase's own checksum, which does not change with the
 * layout of a file, and by what else decides about locks. Always in version 9, the newest of Liquibase 4.22 to 5.0, so
 * that what is written with one Liquibase holds with the next.
 */
final class Checksums {
    private static final ChecksumVersion VERSION = ChecksumVersion.V9;
    private static final String NO_TRANSACTION = "/no-transaction";

    private final Map<String, Object> scope = new HashMap<>();

    /** For changeSets whose files (sqlFile, loadData) are found here. */
    Checksums(ResourceAccessor resources) {
        scope.put(Scope.Attr.resourceAccessor.name(), resources);
        scope.put(Scope.Attr.database.name(), new PostgresDatabase());
    }

    /** Such as {@code 9:8f0b…}; null when it cannot be known, as for a file that is missing. */
    @Nullable
    String of(ChangeSet changeSet) {
        @Nullable String checksum = of(changeSet, VERSION);
        return checksum == null || changeSet.isRunInTransaction() ? checksum : checksum + NO_TRANSACTION;
    }

    /** Whether two differ in nothing that Liquibase compares. */
    static boolean isSame(String one, String other) {
        return one.replace(NO_TRANSACTION, "").equals(other.replace(NO_TRANSACTION, ""));
    }

    /** As DATABASECHANGELOG has it, in a version of Liquibase's choice. */
    @Nullable
    String of(ChangeSet changeSet, ChecksumVersion version) {
        try {
            return Scope.child(scope, () -> {
                // It is kept in the changeSet, whatever its version is.
                changeSet.clearCheckSum();
                return changeSet.generateCheckSum(version).toString();
            });
        } catch (Exception unknown) {
            return null;
        }
    }
}
