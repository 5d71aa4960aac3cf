package liquibase.ext.online.lint.judge;

import java.util.HashMap;
import java.util.Map;
import liquibase.ext.online.lint.catalog.Catalog;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.RenameTable;
import liquibase.ext.online.sql.SetSchema;
import org.jspecify.annotations.Nullable;

/** The names that tables had before the changeSet gave them others: the application knows them by these. */
public final class FirstNames {
    private final Map<String, String> first = new HashMap<>();

    /** The first name of a table. */
    public String of(String table) {
        return first.getOrDefault(table, table);
    }

    /** Takes a statement of the changeSet, in their order. */
    public void ran(Command command, Catalog catalog) {
        @Nullable QualifiedName newName = command instanceof AlterTable alter ? newName(alter) : null;
        if (command instanceof AlterTable alter && newName != null) {
            String before = of(catalog.shown(alter.table()).toString());
            first.remove(catalog.shown(alter.table()).toString());
            first.put(catalog.shown(newName).toString(), before);
        }
    }

    /** The name that a statement gives a table, or null. */
    public static @Nullable QualifiedName newName(AlterTable alter) {
        AlterTable.Action action = alter.actions().get(0);
        return action instanceof RenameTable rename
                ? alter.table().sibling(rename.newName())
                : action instanceof SetSchema set
                        ? new QualifiedName(set.schema(), alter.table().name())
                        : null;
    }
}
