package liquibase.ext.online.sql;

import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** DROP SEQUENCE; with CASCADE, defaults of other tables go with it. */
public record DropSequence(boolean ifExists, List<QualifiedName> sequences, boolean cascade) implements Command {

    public DropSequence {
        sequences = List.copyOf(sequences);
    }

    @Override
    public String sql() {
        return "DROP SEQUENCE " + (ifExists ? "IF EXISTS " : "")
                + sequences.stream().map(QualifiedName::toString).collect(Collectors.joining(", "))
                + (cascade ? " CASCADE" : "");
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        Footprint footprint = sequences.stream()
                .map(sequence -> Footprint.of(sequence, LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY))
                .reduce(Footprint.NONE, Footprint::and);
        return cascade
                ? footprint.and(Footprint.ofUnnamed(
                        "tables with a default from it", LockMode.ACCESS_EXCLUSIVE, Work.CATALOG_ONLY))
                : footprint;
    }
}
