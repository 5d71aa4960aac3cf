package liquibase.ext.online.lint.changelog;

import java.util.List;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Suppression;
import liquibase.ext.online.sql.Command;

/**
 * One command that Liquibase would send.
 *
 * @param sql the text sent, without its semicolon
 * @param place of the statement itself where it is written by hand, otherwise of the change
 * @param generated whether Liquibase makes the text, so that the changelog does not show it
 * @param message the number of the text sent to the server that it is in, from 0 within the change
 * @param position its place in that text, from 0; above 0 only where several are sent at once
 * @param suppressions those that its author wrote beside it
 */
public record StatementUnit(
        Command command,
        String sql,
        Place place,
        boolean generated,
        int message,
        int position,
        List<Suppression> suppressions) {
    public StatementUnit {
        suppressions = List.copyOf(suppressions);
    }
}
