package liquibase.ext.online.recipe;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Cluster;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.RefreshMaterializedView;
import liquibase.ext.online.sql.Reindex;
import liquibase.ext.online.sql.SetAccessMethod;
import liquibase.ext.online.sql.SetLogged;
import liquibase.ext.online.sql.SetTablespace;
import liquibase.ext.online.sql.Vacuum;

/** What is written anew as a whole: concurrently where PostgreSQL can. */
@AutoService(Recipe.class)
public final class MaintenanceRecipe implements Recipe {
    @Override
    public Optional<Verdict> verdict(Command command, Given given) {
        if (command instanceof Reindex reindex) {
            return Optional.of(
                    reindex.target() == Reindex.Target.SYSTEM
                            ? Verdict.None.of(
                                    "System catalogs have no concurrent way.",
                                    "Do it while the application is stopped.")
                            : Way.begin()
                                    .outsideTransaction(new Reindex(reindex.target(), true, reindex.name()))
                                    .online());
        }
        if (command instanceof RefreshMaterializedView refresh) {
            return Optional.of(refresh(given, refresh.view()).online());
        }
        if (command instanceof Cluster cluster) {
            return Optional.ofNullable(cluster.table()).map(MaintenanceRecipe::vacuum);
        }
        if (command instanceof Vacuum vacuum && vacuum.full()) {
            return Optional.ofNullable(vacuum.table()).map(MaintenanceRecipe::vacuum);
        }
        return command instanceof AlterTable alter ? moved(alter.actions().get(0)) : Optional.empty();
    }

    private static Way refresh(Given given, QualifiedName view) {
        Way way = Way.begin();
        if (!given.known().hasRowKey(view)) {
            way.first("First give " + view + " a unique index of plain columns, without WHERE, by CREATE UNIQUE INDEX"
                    + " CONCURRENTLY.");
        }
        return way.alone(new RefreshMaterializedView(true, view, true));
    }

    private static Verdict vacuum(QualifiedName table) {
        return Way.begin()
                .note("This frees the space of dead rows for new ones, and stops nobody:")
                .statements(Stage.Mode.HERE, List.of(new Vacuum(false, false, table)))
                .note("To give space back to the system, or to order the rows, use the extension pg_repack or"
                        + " pg_squeeze.")
                .instead("PostgreSQL writes the table anew while nobody can use it.");
    }

    private static Optional<Verdict> moved(AlterTable.Action action) {
        if (action instanceof SetTablespace) {
            return Optional.of(
                    Verdict.None.of(
                            "There is no online form in PostgreSQL itself.",
                            "The extension pg_repack moves a table with --tablespace. Otherwise do it in a maintenance window."));
        }
        return action instanceof SetLogged || action instanceof SetAccessMethod
                ? Optional.of(Verdict.None.of(
                        "There is no online form.",
                        "Make a new table, copy in batches, and let a trigger carry later changes over; or do it in a"
                                + " maintenance window."))
                : Optional.empty();
    }
}
