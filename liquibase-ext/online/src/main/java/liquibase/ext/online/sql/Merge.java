package liquibase.ext.online.sql;

import java.util.List;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * MERGE: the rows that it changes stay locked until the transaction ends.
 *
 * @param rest what stands behind the table
 */
public record Merge(QualifiedName table, String rest) implements Command {
    @Override
    public String sql() {
        return "MERGE INTO " + table + " " + rest;
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        List<Token> tokens = SqlLexer.tokens(rest);
        boolean changes = false;
        for (int i = 1; i < tokens.size(); i++) {
            changes |= tokens.get(i - 1).is("THEN")
                    && (tokens.get(i).is("UPDATE") || tokens.get(i).is("DELETE"));
        }
        return new Query(rest)
                .footprint(Work.TABLE_SCAN)
                .and(table, LockMode.ROW_EXCLUSIVE, changes ? Work.TABLE_UPDATE : Work.TABLE_SCAN);
    }
}
