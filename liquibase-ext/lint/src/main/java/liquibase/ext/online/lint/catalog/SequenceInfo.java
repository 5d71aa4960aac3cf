package liquibase.ext.online.lint.catalog;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** A sequence. */
public final class SequenceInfo extends Relation {
    /** Tables that have, or once had, a default from it. */
    final Set<Table> users = new LinkedHashSet<>();

    @Nullable
    Table owner;

    @Nullable
    String ownerColumn;

    SequenceInfo(QualifiedName name) {
        super(name);
    }

    /** The table of the column that it goes with, with its schema. */
    public Optional<QualifiedName> ownerTable() {
        return Optional.ofNullable(owner).map(Relation::name);
    }

    /** The column that it goes with. */
    public Optional<String> ownerColumn() {
        return Optional.ofNullable(ownerColumn);
    }

    void ownedBy(@Nullable Table table, @Nullable String column) {
        if (owner != null) {
            owner.sequences.remove(this);
        }
        owner = table;
        ownerColumn = column;
        if (table != null) {
            table.sequences.add(this);
        }
    }
}
