package liquibase.ext.online.state;

import java.util.stream.Collectors;
import liquibase.ext.online.plan.Backfill;
import liquibase.ext.online.sql.Sql;

/** What the first layout kept as the fingerprint of a backfill: SQL as that edition wrote it, and as it stays here. */
final class Version1 {
    private Version1() {}

    static boolean isFingerprint(String text) {
        return text.contains(" SET ");
    }

    static String fingerprint(Backfill backfill) {
        boolean byDefault = backfill.where() == null;
        boolean keep = byDefault && backfill.assignments().size() > 1;
        String set = backfill.assignments().stream()
                .map(a -> Sql.name(a.column()) + " = "
                        + (keep ? "coalesce(" + Sql.name(a.column()) + ", " + a.expression() + ")" : a.expression()))
                .collect(Collectors.joining(", "));
        String where = byDefault
                ? backfill.assignments().stream()
                        .map(a -> Sql.name(a.column()) + " IS NULL")
                        .collect(Collectors.joining(" OR "))
                : backfill.where();
        return backfill.table() + " SET " + set + " WHERE (" + where + ")";
    }
}
