package liquibase.ext.online.sql;

import java.util.regex.Pattern;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * GRANT and REVOKE on anything but named tables: no lock, except that PostgreSQL 18 takes ACCESS SHARE on relations.
 *
 * @param text all that stands behind GRANT or REVOKE
 */
public record PrivilegesOnObject(boolean grant, String text) implements Command {
    private static final Pattern RELATIONS = Pattern.compile("\\b(tables|sequences?)\\b", Pattern.CASE_INSENSITIVE);

    @Override
    public String sql() {
        return (grant ? "GRANT " : "REVOKE ") + text;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return version.major() >= 18 && RELATIONS.matcher(text).find()
                ? Footprint.ofUnnamed("relations of " + sql(), LockMode.ACCESS_SHARE, Work.CATALOG_ONLY)
                : Footprint.NONE;
    }
}
