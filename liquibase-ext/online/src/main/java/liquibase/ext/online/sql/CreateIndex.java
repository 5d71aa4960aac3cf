package liquibase.ext.online.sql;

import java.util.List;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/**
 * CREATE INDEX. The concurrent form lets writers go on, runs outside a transaction, and leaves an INVALID index when it
 * fails (CREATE INDEX, "Building Indexes Concurrently").
 *
 * @param name null lets PostgreSQL choose
 * @param only whether the partitions of a partitioned table are left out
 * @param keys each a column or an expression as SQL text, with its operator class and order
 * @param parameters what stands in the parentheses of WITH
 */
public record CreateIndex(
        boolean unique,
        boolean concurrently,
        boolean ifNotExists,
        @Nullable String name,
        boolean only,
        QualifiedName table,
        String method,
        List<String> keys,
        List<String> include,
        boolean nullsNotDistinct,
        @Nullable String parameters,
        @Nullable String tablespace,
        @Nullable String where)
        implements Command {

    /** The access method that CREATE INDEX takes when none is named. */
    public static final String DEFAULT_METHOD = "btree";

    public CreateIndex {
        keys = List.copyOf(keys);
        include = List.copyOf(include);
    }

    /** The index of a key, built while writers go on. */
    public static CreateIndex ofKey(
            QualifiedName table,
            String name,
            List<String> columns,
            List<String> include,
            boolean nullsNotDistinct,
            @Nullable String parameters,
            @Nullable String tablespace) {
        return new CreateIndex(
                true,
                true,
                false,
                name,
                false,
                table,
                DEFAULT_METHOD,
                columns.stream().map(Sql::name).toList(),
                include,
                nullsNotDistinct,
                parameters,
                tablespace,
                null);
    }

    /** The same on another table. */
    public CreateIndex on(QualifiedName other) {
        return with(name, other);
    }

    /** The same under another name, built while writers go on. */
    public CreateIndex concurrently(String newName) {
        return with(newName, table, true, only, false);
    }

    /** The same with a name that PostgreSQL chooses. */
    public CreateIndex unnamed() {
        return with(null, table);
    }

    /** The same with another name. */
    public CreateIndex named(String newName) {
        return with(newName, table);
    }

    /** The index alone, whatever its statement says of how it is to come about. */
    public CreateIndex asDefined() {
        return with(name, table, false, only, false);
    }

    /** The same on a partitioned table alone, whose partitions are left out. */
    public CreateIndex onParentAlone() {
        return with(name, table, false, true, ifNotExists);
    }

    private CreateIndex with(@Nullable String newName, QualifiedName newTable) {
        return with(newName, newTable, concurrently, only, ifNotExists);
    }

    private CreateIndex with(
            @Nullable String newName,
            QualifiedName newTable,
            boolean newConcurrently,
            boolean newOnly,
            boolean newIfNotExists) {
        return new CreateIndex(
                unique,
                newConcurrently,
                newIfNotExists && newName != null,
                newName,
                newOnly,
                newTable,
                method,
                keys,
                include,
                nullsNotDistinct,
                parameters,
                tablespace,
                where);
    }

    @Override
    public String sql() {
        return "CREATE " + (unique ? "UNIQUE " : "") + "INDEX " + (concurrently ? "CONCURRENTLY " : "")
                + (ifNotExists ? "IF NOT EXISTS " : "") + (name == null ? "" : Sql.name(name) + " ") + "ON "
                + (only ? "ONLY " : "") + table + (method.equals(DEFAULT_METHOD) ? "" : " USING " + Sql.name(method))
                + " (" + String.join(", ", keys) + ")"
                + (include.isEmpty() ? "" : " INCLUDE (" + Sql.names(include) + ")")
                + (nullsNotDistinct ? " NULLS NOT DISTINCT" : "")
                + (parameters == null ? "" : " WITH (" + parameters + ")")
                + (tablespace == null ? "" : " TABLESPACE " + Sql.name(tablespace))
                + (where == null ? "" : " WHERE " + where);
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        LockMode mode = concurrently ? LockMode.SHARE_UPDATE_EXCLUSIVE : LockMode.SHARE;
        boolean isMade = !(ifNotExists && name != null && known.exists(table.sibling(name)));
        boolean hasRows = isMade && (!only || !known.isPartitioned(table)) && !known.isEmpty(table);
        return Partitions.footprint(
                table,
                only || !known.isPartitioned(table),
                known,
                each -> Footprint.of(each, mode, hasRows ? Work.INDEX_BUILD : Work.CATALOG_ONLY));
    }

    @Override
    public boolean runsInTransaction() {
        return !concurrently;
    }
}
