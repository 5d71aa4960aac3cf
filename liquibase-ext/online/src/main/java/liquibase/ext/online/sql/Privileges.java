package liquibase.ext.online.sql;

import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * GRANT and REVOKE on tables: no lock before PostgreSQL 18, which takes ACCESS SHARE (release notes of 18).
 *
 * @param privileges as they stand before ON
 * @param roles all that stands behind the tables, from TO or FROM on
 */
public record Privileges(boolean grant, String privileges, List<QualifiedName> tables, String roles)
        implements Command {

    public Privileges {
        tables = List.copyOf(tables);
    }

    @Override
    public String sql() {
        return (grant ? "GRANT " : "REVOKE ") + privileges + " ON TABLE "
                + tables.stream().map(QualifiedName::toString).collect(Collectors.joining(", ")) + " " + roles;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return version.major() < 18
                ? Footprint.NONE
                : tables.stream()
                        .map(table -> Footprint.of(table, LockMode.ACCESS_SHARE, Work.CATALOG_ONLY))
                        .reduce(Footprint.NONE, Footprint::and);
    }
}
