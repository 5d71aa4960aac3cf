package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * DELETE: every row that matches stays locked until the transaction ends; those that a key names are few.
 *
 * @param rest what stands behind the table, such as USING or WHERE; may be empty
 */
public record Delete(QualifiedName table, String rest) implements Command {
    @Override
    public String sql() {
        return "DELETE FROM " + table + (rest.isEmpty() ? "" : " " + rest);
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        RowCondition condition = RowCondition.in(rest);
        boolean byKey = condition != null && known.isUnique(table, condition.fixedColumns());
        return new Query(rest)
                .footprint(Work.TABLE_SCAN)
                .and(table, LockMode.ROW_EXCLUSIVE, byKey ? Work.ROW_BATCH : Work.TABLE_UPDATE);
    }
}
