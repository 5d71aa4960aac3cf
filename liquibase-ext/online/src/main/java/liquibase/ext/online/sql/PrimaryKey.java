package liquibase.ext.online.sql;

import java.util.List;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/**
 * {@code PRIMARY KEY (…)}: builds its index while it holds the lock, and reads the table once more for nullable columns.
 *
 * @param parameters what stands in the parentheses of WITH
 */
public record PrimaryKey(
        List<String> columns,
        List<String> include,
        @Nullable String parameters,
        @Nullable String tablespace,
        Deferral deferral)
        implements AddConstraint.Definition {

    public PrimaryKey {
        columns = List.copyOf(columns);
        include = List.copyOf(include);
    }

    /** Without storage parameters. */
    public PrimaryKey(List<String> columns, List<String> include, @Nullable String tablespace, Deferral deferral) {
        this(columns, include, null, tablespace, deferral);
    }

    @Override
    public String sql() {
        return "PRIMARY KEY (" + Sql.names(columns) + ")" + Sql.indexParameters(include, parameters, tablespace)
                + deferral.suffix();
    }

    @Override
    public Footprint footprint(QualifiedName table, boolean notValid, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.INDEX_BUILD);
    }

    @Override
    public boolean buildsOnlyIndexOfPartition(QualifiedName partition, PgVersion version, Known known) {
        return !version.locksPartitionsForKey()
                && columns.stream().allMatch(column -> known.isNotNull(partition, column));
    }
}
