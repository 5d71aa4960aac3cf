package liquibase.ext.online.sql;

import java.util.List;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * CREATE TABLE … PARTITION OF: stops readers and writers of the parent, and reads the default partition for rows that
 * belong into the new one, unless its CHECK constraints prove that there are none; ATTACH PARTITION is the weaker way.
 *
 * @param elements what is demanded of it beyond its parent; may be empty
 * @param bound as SQL text: FOR VALUES … or DEFAULT
 * @param options what stands behind; may be empty
 */
public record CreatePartition(
        CreateTable.Persistence persistence,
        boolean ifNotExists,
        QualifiedName name,
        QualifiedName parent,
        List<CreateTable.Element> elements,
        String bound,
        String options)
        implements Command {

    public CreatePartition {
        elements = List.copyOf(elements);
    }

    @Override
    public String sql() {
        return "CREATE " + persistence.prefix() + "TABLE " + (ifNotExists ? "IF NOT EXISTS " : "") + name
                + " PARTITION OF " + parent + CreateTable.list(elements) + " " + bound
                + (options.isEmpty() ? "" : " " + options);
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        if (ifNotExists && known.exists(name)) {
            return Footprint.NONE;
        }
        Footprint footprint =
                onDefaultPartition(parent, bound, known).and(parent, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY);
        for (QualifiedName referenced : known.referencedTables(parent)) {
            footprint = footprint.and(referenced, LockMode.SHARE_ROW_EXCLUSIVE, Work.CATALOG_ONLY);
        }
        return footprint.and(CreateTable.footprintInNewTable(elements)).without(name);
    }

    /** What another partition means for the default one. */
    static Footprint onDefaultPartition(QualifiedName parent, String bound, Known known) {
        return known.defaultPartition(parent)
                .map(partition -> Footprint.of(
                        partition,
                        LockMode.ACCESS_EXCLUSIVE,
                        known.provesNoneInBound(partition, parent, bound) ? Work.CATALOG_ONLY : Work.TABLE_SCAN))
                .orElse(
                        known.isComplete(parent)
                                ? Footprint.NONE
                                : Footprint.ofUnnamed(
                                        "default partition of " + parent, LockMode.ACCESS_EXCLUSIVE, Work.TABLE_SCAN));
    }
}
