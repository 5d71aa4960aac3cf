package liquibase.ext.online.sql;

import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * DELETE: every row that matches stays locked until the transaction ends.
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
        return new Query(rest).footprint(Work.TABLE_SCAN).and(table, LockMode.ROW_EXCLUSIVE, Work.TABLE_UPDATE);
    }
}
