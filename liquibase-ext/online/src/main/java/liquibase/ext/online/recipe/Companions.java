package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Analyze;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateView;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Query;
import liquibase.ext.online.sql.Select;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.Truncate;

/** Statements that make another one harmless when they stand beside it. */
public final class Companions {
    private Companions() {}

    /** A view by which a table that was renamed is still found, read and written. */
    public static Command viewOf(QualifiedName renamed, QualifiedName from) {
        return new CreateView(false, from, "", new Query("SELECT * FROM " + renamed));
    }

    /** New statistics, which a change of type has dropped. */
    public static Command statistics(QualifiedName table) {
        return new Analyze(List.of(table));
    }

    /** The largest number of a column, above which a sequence has to begin. */
    public static Command largest(QualifiedName table, String column) {
        return new Select(new Query("SELECT max(" + Sql.name(column) + ") FROM " + table));
    }

    /** The same TRUNCATE with the tables that CASCADE would take, by name. */
    public static Command named(Truncate truncate, Collection<QualifiedName> others) {
        List<QualifiedName> all = new ArrayList<>(truncate.tables());
        all.addAll(others);
        return new Truncate(all, truncate.restartIdentity(), false);
    }

    /** One ALTER TABLE for several. */
    public static Command together(QualifiedName table, List<AlterTable.Action> actions) {
        return new AlterTable(table, false, false, actions);
    }
}
