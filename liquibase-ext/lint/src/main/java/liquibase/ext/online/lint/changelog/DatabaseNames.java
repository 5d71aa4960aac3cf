package liquibase.ext.online.lint.changelog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import liquibase.change.Change;
import liquibase.change.DbmsTargetedChange;
import liquibase.changelog.ChangeSet;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.source.ChangeSource;
import liquibase.precondition.Precondition;
import liquibase.precondition.PreconditionLogic;
import liquibase.precondition.core.DBMSPrecondition;
import liquibase.sql.visitor.SqlVisitor;
import org.jspecify.annotations.Nullable;

/** Collects the databases that parts of a changelog are for. */
final class DatabaseNames {
    private final List<ForDatabases> parts = new ArrayList<>();

    List<ForDatabases> parts() {
        return parts;
    }

    /** A changeSet and what stands in it, before Liquibase takes away what is not for PostgreSQL. */
    DatabaseNames add(ChangeSet changeSet, Place place) {
        add("changeSet", changeSet.getDbmsOriginalString(), place);
        add(changeSet.getPreconditions(), place);
        for (SqlVisitor visitor : changeSet.getSqlVisitors()) {
            add("modifySql", visitor.getApplicableDbms(), place);
        }
        return this;
    }

    /** Its changes, each at its own place where that is known. */
    DatabaseNames add(List<Change> changes, List<ChangeSource> sources, Place place) {
        for (int i = 0; i < changes.size(); i++) {
            if (changes.get(i) instanceof DbmsTargetedChange targeted) {
                add(
                        changes.get(i).getSerializedObjectName(),
                        targeted.getDbms(),
                        i < sources.size() ? sources.get(i).place() : place);
            }
        }
        return this;
    }

    /** Preconditions, however deep they are nested. */
    DatabaseNames add(@Nullable Precondition precondition, Place place) {
        if (precondition instanceof DBMSPrecondition dbms) {
            add("dbms precondition", dbms.getType(), place);
        } else if (precondition instanceof PreconditionLogic logic) {
            logic.getNestedPreconditions().forEach(nested -> add(nested, place));
        }
        return this;
    }

    void add(String part, @Nullable String names, Place place) {
        add(part, names == null ? null : Arrays.asList(names.split(",", -1)), place);
    }

    private void add(String part, @Nullable Collection<String> names, Place place) {
        List<String> named = names == null
                ? List.of()
                : names.stream()
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
        if (!named.isEmpty()) {
            parts.add(new ForDatabases(part, named, place));
        }
    }
}
