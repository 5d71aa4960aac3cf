package liquibase.ext.online.fill;

import java.sql.SQLException;
import java.util.function.LongFunction;
import liquibase.ext.online.fill.BatchWriter.Checked;
import liquibase.ext.online.fill.BatchWriter.Written;
import liquibase.ext.online.plan.Backfill;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows so that each is done afterwards, or is as it was: those that still need the values after they were written
 * are not committed, but set aside by their key, and the others are written without them.
 */
final class RowWriter {
    /** Fewer that keep the condition true may be exceptions, and are set aside. */
    private static final int ENOUGH_TO_JUDGE = 20;

    private final BatchWriter writer;
    private final FillRun run;
    private final boolean looks;

    /**
     * Looks at every row that it writes where one that still needs the values could be another than before. Where only NULLs
     * are written it is the same, and a look would cost a tenth of the backfill.
     *
     * @param always whether to look there as well
     */
    RowWriter(Session session, FillRun run, boolean always) {
        this.writer = new BatchWriter(session, run);
        this.run = run;
        this.looks = always || !(run.work() instanceof Backfill backfill && backfill.writesOnlyNulls());
    }

    /** Whatever needs the values, by one plain statement; null when it would leave some as they are. */
    @Nullable
    Written writePlainly(QualifiedName part, String condition, LongFunction<String> progress) throws SQLException {
        return run.work() instanceof Backfill backfill
                ? writer.writePlainly(backfill, part, condition, progress)
                : writer.write(part, condition, false, progress);
    }

    /**
     * Writes the rows that meet the condition.
     *
     * @param skipLocked whether to leave those that others hold
     * @param progress makes of their number what is committed with them
     */
    Written write(QualifiedName part, String condition, boolean skipLocked, LongFunction<String> progress)
            throws SQLException {
        if (!(run.work() instanceof Backfill backfill) || (!looks && run.isProven())) {
            return committed(writer.write(part, condition, skipLocked, progress));
        }
        RowKey key = run.key(part);
        StringBuilder others = new StringBuilder(condition);
        while (true) {
            Checked checked = writer.writeOrName(backfill, part, others.toString(), skipLocked, key, progress);
            if (checked.rows() > checked.unchanged()) {
                run.proven();
            } else if (checked.rows() >= ENOUGH_TO_JUDGE && !run.isProven()) {
                throw run.useless(checked.rows());
            }
            if (checked.committed() != null) {
                return committed(checked.committed());
            }
            for (var row : checked.named()) {
                run.unchanged().add(part, key, row, "the values leave the condition true");
            }
            others.append(" AND NOT (").append(key.anyOf(checked.named())).append(')');
        }
    }

    private Written committed(Written batch) {
        run.committed(batch.rows());
        return batch;
    }
}
