package liquibase.ext.online.lint.catalog;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import liquibase.ext.online.sql.CreateView;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** A view, materialized or not. */
public final class View extends Relation {
    /** What it reads, and which columns of it as far as they are known. */
    final Map<Relation, Set<String>> reads = new LinkedHashMap<>();

    private final boolean materialized;

    /** What it was made by last, other than by another name; null when a snapshot has it, or when it keeps its rows. */
    @Nullable
    CreateView made;

    View(QualifiedName name, boolean materialized) {
        super(name);
        this.materialized = materialized;
    }

    /** Whether it keeps its rows. */
    public boolean materialized() {
        return materialized;
    }

    /** The command that would make it anew, under this name; empty when it is not known. */
    public Optional<CreateView> definition(QualifiedName as) {
        return Optional.ofNullable(made).map(view -> new CreateView(false, as, view.header(), view.query()));
    }

    /** The tables and views that it reads directly, with their schemas. */
    public Set<QualifiedName> reads() {
        Set<QualifiedName> names = new LinkedHashSet<>();
        reads.keySet().forEach(relation -> names.add(relation.name()));
        return names;
    }

    /** Whether it may read a column; columns of views are not known, so that it may read any of them. */
    boolean readsColumn(Relation relation, String column) {
        Set<String> columns = reads.get(relation);
        return columns != null && (columns.contains(column) || relation instanceof View);
    }
}
