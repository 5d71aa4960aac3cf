package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import liquibase.ext.online.plan.Backfill;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.server.SqlState;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** Writes the rows of a batch that the server refused, all but those which are the cause, found by halving. */
final class Isolation {
    private final Session session;
    private final Backfill backfill;
    private final BatchWriter writer;
    private final Patience patience;
    private final RefusedRows refused;

    Isolation(Session session, Backfill backfill, BatchWriter writer, Patience patience, RefusedRows refused) {
        this.session = session;
        this.backfill = backfill;
        this.writer = writer;
        this.patience = patience;
        this.refused = refused;
    }

    /** Hears of rows that are written, in their transaction. */
    interface Progress {
        String written(long rows);
    }

    /** Rows written in all. */
    long write(QualifiedName part, RowKey key, String condition, Progress progress) throws SQLException {
        return write(part, key, keys(part, key, condition), progress);
    }

    long write(QualifiedName part, RowKey key, List<List<String>> rows, Progress progress) throws SQLException {
        while (!rows.isEmpty()) {
            try {
                long written =
                        writer.write(part, key.anyOf(rows), progress::written).rows();
                patience.rewarded();
                return written;
            } catch (SQLException failure) {
                if (!SqlState.isRowError(failure)) {
                    patience.with(failure);
                } else if (rows.size() == 1) {
                    refused.add(part, key, rows.get(0), SqlState.sentence(failure));
                    return 0;
                } else {
                    int half = rows.size() / 2;
                    return write(part, key, rows.subList(0, half), progress)
                            + write(part, key, rows.subList(half, rows.size()), progress);
                }
            }
        }
        return 0;
    }

    private List<List<String>> keys(QualifiedName part, RowKey key, String condition) throws SQLException {
        List<List<String>> keys = new ArrayList<>();
        for (List<@Nullable String> row : session.rows("SELECT " + key.array() + " FROM ONLY " + part + " WHERE "
                + condition + " AND " + backfill.predicate())) {
            keys.add(Objects.requireNonNull(TextArray.read(row.get(0))));
        }
        return keys;
    }
}
