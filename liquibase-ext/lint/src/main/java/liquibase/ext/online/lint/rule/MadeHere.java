package liquibase.ext.online.lint.rule;

import java.util.List;
import java.util.Locale;
import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.sql.CreateObject;

/** What an earlier statement of the same changeSet made; no application can know it. */
final class MadeHere {
    private static final String GUARD = "if not exists ";

    private MadeHere() {}

    /** Whether a schema, type, domain or sequence of this name was made. */
    static boolean object(List<StatementUnit> earlier, String name) {
        for (StatementUnit unit : earlier) {
            if (unit.command() instanceof CreateObject made && isNamed(made.definition(), name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the definition of a CREATE begins with this name. */
    static boolean isNamed(String definition, String name) {
        String text = definition.toLowerCase(Locale.ROOT);
        int start = text.startsWith(GUARD) ? GUARD.length() : 0;
        return text.startsWith(name.toLowerCase(Locale.ROOT), start)
                && (text.length() == start + name.length()
                        || !Character.isJavaIdentifierPart(text.charAt(start + name.length())));
    }
}
