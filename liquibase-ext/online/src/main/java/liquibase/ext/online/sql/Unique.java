package liquibase.ext.online.sql;

import java.util.List;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/**
 * {@code UNIQUE (…)}: builds its index while it holds the lock.
 *
 * @param include columns that the index carries and does not compare
 * @param parameters what stands in the parentheses of WITH
 */
public record Unique(
        List<String> columns,
        List<String> include,
        boolean nullsNotDistinct,
        @Nullable String parameters,
        @Nullable String tablespace,
        Deferral deferral)
        implements AddConstraint.Definition {

    public Unique {
        columns = List.copyOf(columns);
        include = List.copyOf(include);
    }

    /** Without storage parameters. */
    public Unique(
            List<String> columns,
            List<String> include,
            boolean nullsNotDistinct,
            @Nullable String tablespace,
            Deferral deferral) {
        this(columns, include, nullsNotDistinct, null, tablespace, deferral);
    }

    @Override
    public String sql() {
        return "UNIQUE " + (nullsNotDistinct ? "NULLS NOT DISTINCT " : "") + "(" + Sql.names(columns) + ")"
                + Sql.indexParameters(include, parameters, tablespace) + deferral.suffix();
    }

    @Override
    public Footprint footprint(QualifiedName table, boolean notValid, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.INDEX_BUILD);
    }

    @Override
    public boolean buildsOnlyIndexOfPartition(QualifiedName partition, PgVersion version, Known known) {
        return !version.locksPartitionsForKey();
    }
}
