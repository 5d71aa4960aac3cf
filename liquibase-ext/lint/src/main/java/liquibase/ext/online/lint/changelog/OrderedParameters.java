package liquibase.ext.online.lint.changelog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import liquibase.ContextExpression;
import liquibase.Labels;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.database.Database;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that notice, while a changelog is parsed with them, what Liquibase does not keep: the properties for other
 * databases, and where changeSets for other databases stand. It puts those into a list of their own, and asks for the
 * database before it decides about each changeSet that names one.
 */
final class OrderedParameters extends ChangeLogParameters {
    private static final String ASKED = "database.typeName";
    /** For each changeSet for another database, how many of the others stand before it. */
    private final List<Integer> before = new ArrayList<>();

    /** Liquibase sets one more than once. */
    private final Set<Property> properties = new LinkedHashSet<>();

    /**
     * A property for some databases only.
     *
     * @param databases as they are written, between commas
     * @param file in which it stands
     */
    record Property(String name, String databases, String file) {}

    OrderedParameters(Database database) {
        super(database);
    }

    @Override
    public void set(
            String name,
            @Nullable Object value,
            @Nullable ContextExpression contexts,
            @Nullable Labels labels,
            @Nullable String databases,
            boolean global,
            @Nullable DatabaseChangeLog log) {
        if (databases != null && log != null) {
            properties.add(new Property(name, databases, log.getPhysicalFilePath()));
        }
        super.set(name, value, contexts, labels, databases, global, log);
    }

    /** Those properties in the order of the changelog. */
    List<Property> properties() {
        return List.copyOf(properties);
    }

    @Override
    public @Nullable Object getValue(String key, @Nullable DatabaseChangeLog log) {
        if (log != null && key.equals(ASKED)) {
            notice(log);
        }
        return super.getValue(key, log);
    }

    /** A file that is included is counted by those around it when it has been read, so all of them are asked. */
    private void notice(DatabaseChangeLog log) {
        int others = 0;
        int skipped = 0;
        for (DatabaseChangeLog one = log; one != null; one = one.getParentChangeLog()) {
            others += one.getChangeSets().size();
            skipped += one.getSkippedChangeSets().size();
        }
        if (skipped == before.size()) {
            before.add(others);
        } else if (skipped < before.size()) {
            before.set(skipped, others);
        }
    }

    /** All changeSets of the changelog that was parsed, as they stand there. */
    List<ChangeSet> inOrder(DatabaseChangeLog log) {
        List<ChangeSet> others = log.getChangeSets();
        List<ChangeSet> skipped = log.getSkippedChangeSets();
        List<ChangeSet> all = new ArrayList<>(others.size() + skipped.size());
        int at = 0;
        for (int i = 0; i < others.size(); i++) {
            while (at < skipped.size() && at < before.size() && before.get(at) <= i) {
                all.add(skipped.get(at++));
            }
            all.add(others.get(i));
        }
        all.addAll(skipped.subList(at, skipped.size()));
        return all;
    }
}
