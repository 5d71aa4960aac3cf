package liquibase.ext.online.sql;

import java.util.regex.Pattern;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.Work;

/** A query: it reads, and its functions may do anything; those that do not come with PostgreSQL we do not understand. */
public record Select(Query query) implements Command {
    private static final Pattern WRITES = Pattern.compile(
            "\\b(insert|update|delete|merge|into|share)\\b|\\bfor\\s+(no\\s+)?(key\\s+)?(update|share)\\b",
            Pattern.CASE_INSENSITIVE);

    @Override
    public String sql() {
        return query.sql();
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return isUnderstood() ? query.footprint(Work.TABLE_SCAN) : new Other(sql()).footprint(version, known);
    }

    @Override
    public boolean isUnderstood() {
        return !WRITES.matcher(sql()).find()
                && Volatility.of(sql()).unknownFunctions().isEmpty();
    }
}
