package liquibase.ext.online.sql;

import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** DROP INDEX; its tables are known only to {@link Known}. */
public record DropIndex(boolean concurrently, boolean ifExists, List<QualifiedName> indexes, boolean cascade)
        implements Command {

    public DropIndex {
        indexes = List.copyOf(indexes);
    }

    /** {@code DROP INDEX CONCURRENTLY index}. */
    public static DropIndex concurrently(QualifiedName index) {
        return new DropIndex(true, false, List.of(index), false);
    }

    @Override
    public String sql() {
        return "DROP INDEX " + (concurrently ? "CONCURRENTLY " : "") + (ifExists ? "IF EXISTS " : "")
                + indexes.stream().map(QualifiedName::toString).collect(Collectors.joining(", "))
                + (cascade ? " CASCADE" : "");
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        LockMode mode = concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
        return indexes.stream()
                .map(index -> known.tableOf(index)
                        .map(table -> Partitions.footprint(
                                table, false, known, each -> Footprint.of(each, mode, Work.CATALOG_ONLY)))
                        .orElse(Footprint.ofUnnamed("table of index " + index, mode, Work.CATALOG_ONLY)))
                .reduce(Footprint.NONE, Footprint::and);
    }

    @Override
    public boolean runsInTransaction() {
        return !concurrently;
    }
}
