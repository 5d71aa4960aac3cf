package liquibase.ext.online.sql;

import java.util.List;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/**
 * {@code PRIMARY KEY} or {@code UNIQUE (…, period WITHOUT OVERLAPS)} (from 18): as EXCLUDE, it builds a GiST index and compares
 * the rows while it holds the lock, and has no USING INDEX.
 *
 * @param columns those that are compared for equality
 * @param period the range that must not overlap
 * @param parameters what stands in the parentheses of WITH
 */
public record TemporalKey(
        boolean primary,
        List<String> columns,
        String period,
        List<String> include,
        @Nullable String parameters,
        @Nullable String tablespace,
        Deferral deferral)
        implements AddConstraint.Definition {

    public TemporalKey {
        columns = List.copyOf(columns);
        include = List.copyOf(include);
    }

    @Override
    public String sql() {
        return (primary ? "PRIMARY KEY" : "UNIQUE") + " (" + Sql.names(columns) + ", " + Sql.name(period)
                + " WITHOUT OVERLAPS)" + Sql.indexParameters(include, parameters, tablespace) + deferral.suffix();
    }

    @Override
    public Footprint footprint(QualifiedName table, boolean notValid, PgVersion version, Known known) {
        return Footprint.of(table, LockMode.ACCESS_EXCLUSIVE, Work.INDEX_BUILD);
    }
}
