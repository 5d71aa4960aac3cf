package liquibase.ext.online.lint.catalog;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import liquibase.ext.online.sql.QualifiedName;

/** A view, materialized or not. */
public final class View extends Relation {
    /** What it reads, and which columns of it as far as they are known. */
    final Map<Relation, Set<String>> reads = new LinkedHashMap<>();

    /** The changeSet that made it, 0 for none, and whether that is one not released yet. */
    int changeSet;

    boolean unreleased;
    private final boolean materialized;

    View(QualifiedName name, boolean materialized) {
        super(name);
        this.materialized = materialized;
    }

    /** Whether it keeps its rows. */
    public boolean materialized() {
        return materialized;
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
