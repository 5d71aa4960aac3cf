package liquibase.ext.online.sql;

import java.util.stream.Stream;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** ALTER INDEX with one action. No action of it locks a table against readers or writers. */
public record AlterIndex(QualifiedName index, boolean ifExists, Action action) implements Command {

    /** What is done to the index. */
    public interface Action {
        /** The text as it stands after the index's name. */
        String sql();

        /** What it does to the tables of the indexes. */
        default Footprint footprint(QualifiedName index, Known known) {
            return Footprint.NONE;
        }
    }

    /** {@code RENAME TO …}. */
    public record RenameTo(String newName) implements Action {
        @Override
        public String sql() {
            return "RENAME TO " + Sql.name(newName);
        }
    }

    /** {@code ATTACH PARTITION …}: locks the two indexes and, as a reader does, their tables. */
    public record AttachPartition(QualifiedName partitionIndex) implements Action {
        @Override
        public String sql() {
            return "ATTACH PARTITION " + partitionIndex;
        }

        @Override
        public Footprint footprint(QualifiedName index, Known known) {
            return Stream.of(index, partitionIndex)
                    .flatMap(each -> known.tableOf(each).stream())
                    .map(table -> Footprint.of(table, LockMode.ACCESS_SHARE, Work.CATALOG_ONLY))
                    .reduce(Footprint.NONE, Footprint::and);
        }
    }

    /**
     * What changes how the index is used from now on and not its contents.
     *
     * @param sql such as SET (fillfactor = 70) or ALTER COLUMN 1 SET STATISTICS 100
     */
    public record Setting(String sql) implements Action {}

    @Override
    public String sql() {
        return "ALTER INDEX " + (ifExists ? "IF EXISTS " : "") + index + " " + action.sql();
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return action.footprint(index, known);
    }
}
