package liquibase.ext.online.lint.changelog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.ext.online.sql.Unreadable;

/** Says of text that is no SQL, because a property in it has an empty value, that this is why. */
final class EmptyProperties {
    private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^{}]+)}");

    private EmptyProperties() {}

    /**
     * The text, with the property in its problem where there is one.
     *
     * @param written what its author wrote, properties not replaced
     */
    static Unreadable blame(Unreadable text, String written, ChangeSet changeSet) {
        DatabaseChangeLog log = changeSet.getChangeLog();
        Matcher property = PROPERTY.matcher(written);
        while (property.find()) {
            String name = property.group(1).strip();
            if ("".equals(log.getChangeLogParameters().getValue(name, log))) {
                return new Unreadable(
                        text.sql(), text.problem() + ", as the property " + name + " is empty", text.offset());
            }
        }
        return text;
    }
}
