package liquibase.ext.online.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.Work;

/**
 * CREATE FUNCTION and CREATE PROCEDURE: no table is locked, except that a body in SQL is checked and so locks what it
 * reads as a query does.
 *
 * @param definition all that stands behind FUNCTION or PROCEDURE
 */
public record CreateFunction(boolean orReplace, boolean procedure, String definition) implements Command {
    private static final Pattern SQL_BODY =
            Pattern.compile("\\blanguage\\s+'?sql\\b|\\breturn\\b|\\bbegin\\s+atomic\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern BODY = Pattern.compile("(\\$\\w*\\$)(.*?)\\1", Pattern.DOTALL);

    @Override
    public String sql() {
        return "CREATE " + (orReplace ? "OR REPLACE " : "") + (procedure ? "PROCEDURE " : "FUNCTION ") + definition;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        Matcher body = BODY.matcher(definition);
        String text = body.find() ? body.group(2) : definition;
        return SQL_BODY.matcher(body.replaceAll("")).find()
                ? new Query(text).footprint(Work.CATALOG_ONLY).withoutWork()
                : Footprint.NONE;
    }
}
