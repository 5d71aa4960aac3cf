package liquibase.ext.online.lint.catalog;

import java.util.Set;
import liquibase.ext.online.sql.QualifiedName;

/** The tables that Liquibase makes for itself before it looks at the first changeSet, by their usual names. */
public final class OfLiquibase {
    private static final Set<String> TABLES = Set.of("databasechangelog", "databasechangeloglock");

    private OfLiquibase() {}

    /** Whether a table is one of them; in which schema they are is a setting. */
    public static boolean isTable(QualifiedName name) {
        return TABLES.contains(name.name());
    }
}
