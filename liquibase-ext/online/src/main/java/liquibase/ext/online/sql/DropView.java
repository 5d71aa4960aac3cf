package liquibase.ext.online.sql;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** DROP VIEW and DROP MATERIALIZED VIEW: the tables below are not locked. */
public record DropView(boolean materialized, boolean ifExists, List<QualifiedName> views, boolean cascade)
        implements Command {

    public DropView {
        views = List.copyOf(views);
    }

    @Override
    public String sql() {
        return "DROP " + (materialized ? "MATERIALIZED " : "") + "VIEW " + (ifExists ? "IF EXISTS " : "")
                + views.stream().map(QualifiedName::toString).collect(Collectors.joining(", "))
                + (cascade ? " CASCADE" : "");
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        Set<QualifiedName> all = new LinkedHashSet<>(views);
        if (cascade) {
            views.forEach(view -> all.addAll(known.viewsOn(view)));
        }
        return all.stream()
                .map(view -> Footprint.of(view, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY))
                .reduce(Footprint.NONE, Footprint::and);
    }
}
