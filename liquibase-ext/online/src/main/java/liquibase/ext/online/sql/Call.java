package liquibase.ext.online.sql;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.Work;

/**
 * CALL: runs a procedure, which may end transactions when it runs outside one.
 *
 * @param arguments as they stand between the parentheses; may be empty
 */
public record Call(QualifiedName procedure, String arguments) implements Caller {
    @Override
    public String sql() {
        return "CALL " + procedure + "(" + arguments + ")";
    }

    @Override
    public List<String> calls() {
        List<String> calls = new ArrayList<>(new Query(arguments).calls());
        calls.add(0, procedure.toString());
        return calls;
    }

    @Override
    public Footprint ownFootprint(PgVersion version, Known known) {
        return new Query(arguments).footprint(Work.TABLE_SCAN);
    }
}
