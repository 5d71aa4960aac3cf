package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;

/** ALTER INDEX with one action. No action of it locks a table against readers or writers. */
public record AlterIndex(QualifiedName index, boolean ifExists, Action action) implements Command {

    /** What is done to the index. */
    public interface Action {
        /** The text as it stands after the index's name. */
        String sql();
    }

    /** {@code RENAME TO …}. */
    public record RenameTo(String newName) implements Action {
        @Override
        public String sql() {
            return "RENAME TO " + Sql.name(newName);
        }
    }

    /** {@code ATTACH PARTITION …}: locks the two indexes and, weakly, the partition. */
    public record AttachPartition(QualifiedName partitionIndex) implements Action {
        @Override
        public String sql() {
            return "ATTACH PARTITION " + partitionIndex;
        }
    }

    @Override
    public String sql() {
        return "ALTER INDEX " + (ifExists ? "IF EXISTS " : "") + index + " " + action.sql();
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return Footprint.NONE;
    }
}
