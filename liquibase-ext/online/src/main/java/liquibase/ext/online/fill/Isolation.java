package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a batch that the server refused, all but those which are the cause, found by halving. */
final class Isolation {
    private final Session session;
    private final FillRun run;
    private final RowWriter writer;
    private final Patience patience;
    private final boolean mayLeave;

    /** @param mayLeave whether rows that others hold may be left for later */
    Isolation(Session session, FillRun run, RowWriter writer, Patience patience, boolean mayLeave) {
        this.session = session;
        this.run = run;
        this.writer = writer;
        this.patience = patience;
        this.mayLeave = mayLeave;
    }

    /** Rows written in all. */
    long write(QualifiedName part, String condition, LongFunction<String> progress) throws SQLException {
        return write(part, keys(part, run.key(part), condition), progress);
    }

    long write(QualifiedName part, List<List<String>> rows, LongFunction<String> progress) throws SQLException {
        RowKey key = run.key(part);
        while (!rows.isEmpty()) {
            try {
                boolean skipLocked = mayLeave && patience.isSpent();
                long written = writer.write(part, key.anyOf(rows), skipLocked, progress)
                        .rows();
                patience.rewarded();
                return written;
            } catch (SQLException failure) {
                if (!SqlState.isRowError(failure)) {
                    patience.with(failure);
                } else if (rows.size() == 1) {
                    run.refused().add(part, key, rows.get(0), SqlState.sentence(failure));
                    return 0;
                } else {
                    int half = rows.size() / 2;
                    return write(part, rows.subList(0, half), progress)
                            + write(part, rows.subList(half, rows.size()), progress);
                }
            }
        }
        return 0;
    }

    private List<List<String>> keys(QualifiedName part, RowKey key, String condition) throws SQLException {
        List<List<String>> keys = new ArrayList<>();
        for (List<@Nullable String> row : session.authored()
                .rows("SELECT " + key.array() + " FROM " + run.work().as(part) + " WHERE " + condition + " AND "
                        + run.work().predicate())) {
            keys.add(Objects.requireNonNull(TextArray.read(row.get(0))));
        }
        return keys;
    }
}
