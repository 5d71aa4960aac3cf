package liquibase.ext.online.sql;

import java.util.Optional;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.Work;

/**
 * PREPARE and DECLARE CURSOR: the command is parsed, which takes its locks, and runs later.
 *
 * @param head up to AS or FOR and with it
 */
public record Prepared(String head, Query query) implements Command {
    @Override
    public String sql() {
        return head + " " + query.sql();
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return query.footprint(Work.CATALOG_ONLY).withoutWork();
    }

    @Override
    public Optional<String> notUnderstood(Known known) {
        return new Select(query).notUnderstood(known);
    }
}
