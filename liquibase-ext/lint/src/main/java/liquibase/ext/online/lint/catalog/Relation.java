package liquibase.ext.online.lint.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import liquibase.ext.online.sql.QualifiedName;

/** Whatever shares the names of a schema: a table, a view, a sequence, an index. */
public abstract sealed class Relation permits Table, View, SequenceInfo, IndexInfo {
    /** The views that read it directly. */
    final Set<View> readers = new LinkedHashSet<>();

    final Set<IndexInfo> indexes = new LinkedHashSet<>();

    /** The number of the changeSet that made it, or first named it; see {@link Table#isCreated}. */
    int changeSet;

    boolean unreleased;
    private QualifiedName name;

    Relation(QualifiedName name) {
        this.name = name;
    }

    /** Its present name, always with the schema. */
    public QualifiedName name() {
        return name;
    }

    /** The indexes of a table or a materialized view, in the order of their making; those of constraints too. */
    public Collection<IndexInfo> indexes() {
        return Collections.unmodifiableSet(indexes);
    }

    /** Only {@link Namespace} may, which finds it by its name. */
    void named(QualifiedName newName) {
        name = newName;
    }

    @Override
    public String toString() {
        return name.toString();
    }
}
