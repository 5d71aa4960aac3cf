package liquibase.ext.online.sql;

import java.util.List;
import java.util.Set;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * MERGE: the rows that it changes stay locked until the transaction ends; they are few where the rows of USING stand in the
 * text and are looked up by a key.
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
        Query query = new Query(rest);
        if (query.tables().isEmpty() && known.isUnique(table, comparedColumns(tokens))) {
            return query.footprint(Work.TABLE_SCAN).and(table, LockMode.ROW_EXCLUSIVE, Work.ROW_BATCH);
        }
        boolean changes = false;
        for (int i = 1; i < tokens.size(); i++) {
            changes |= tokens.get(i - 1).is("THEN")
                    && (tokens.get(i).is("UPDATE") || tokens.get(i).is("DELETE"));
        }
        return query.footprint(Work.TABLE_SCAN)
                .and(table, LockMode.ROW_EXCLUSIVE, changes ? Work.TABLE_UPDATE : Work.TABLE_SCAN);
    }

    /** The columns of the table that the condition behind ON compares with the rows of USING. */
    private Set<String> comparedColumns(List<Token> tokens) {
        int name = tokens.get(0).is("AS") ? 1 : 0;
        String alias =
                tokens.get(name).is("USING") ? table.name() : tokens.get(name).name();
        int depth = 0;
        int on = -1;
        for (int i = 0; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0 && tokens.get(i).is("ON")) {
                on = i;
            } else if (depth == 0 && on > 0 && tokens.get(i).is("WHEN")) {
                String condition =
                        rest.substring(tokens.get(on).end(), tokens.get(i).start());
                return RowCondition.of(condition).comparedColumns(alias);
            }
        }
        return Set.of();
    }
}
