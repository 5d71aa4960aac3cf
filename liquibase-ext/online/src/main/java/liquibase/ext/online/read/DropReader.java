package liquibase.ext.online.read;

import java.util.Set;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.DropDatabase;
import liquibase.ext.online.sql.DropIndex;
import liquibase.ext.online.sql.DropObject;
import liquibase.ext.online.sql.DropOnTable;
import liquibase.ext.online.sql.DropSequence;
import liquibase.ext.online.sql.DropTable;
import liquibase.ext.online.sql.DropView;
import liquibase.ext.online.sql.ReassignOwned;

/** DROP of anything. */
final class DropReader {
    private DropReader() {}

    static Command read(Cursor c) {
        c.expect("DROP");
        if (c.accept("TABLE")) {
            boolean ifExists = c.accept("IF EXISTS");
            return new DropTable(ifExists, c.qualifiedNames(), AlterTableReader.cascade(c));
        }
        if (c.accept("INDEX")) {
            boolean concurrently = c.accept("CONCURRENTLY");
            boolean ifExists = c.accept("IF EXISTS");
            return new DropIndex(concurrently, ifExists, c.qualifiedNames(), AlterTableReader.cascade(c));
        }
        if (c.accept("SEQUENCE")) {
            boolean ifExists = c.accept("IF EXISTS");
            return new DropSequence(ifExists, c.qualifiedNames(), AlterTableReader.cascade(c));
        }
        if (c.accept("DATABASE")) {
            boolean ifExists = c.accept("IF EXISTS");
            return new DropDatabase(ifExists, c.name(), c.accept("WITH ( FORCE )") || c.accept("( FORCE )"));
        }
        boolean materialized = c.accept("MATERIALIZED");
        if (c.accept("VIEW")) {
            boolean ifExists = c.accept("IF EXISTS");
            return new DropView(materialized, ifExists, c.qualifiedNames(), AlterTableReader.cascade(c));
        }
        for (DropOnTable.Kind kind : DropOnTable.Kind.values()) {
            if (c.accept(kind.name())) {
                boolean ifExists = c.accept("IF EXISTS");
                String name = c.name();
                c.expect("ON");
                return new DropOnTable(kind, ifExists, name, c.qualifiedName(), AlterTableReader.cascade(c));
            }
        }
        for (DropObject.Kind kind : DropObject.Kind.values()) {
            if (c.accept(kind.words())) {
                boolean ifExists = c.accept("IF EXISTS");
                String names = c.textUntil(Set.of("CASCADE", "RESTRICT"));
                return new DropObject(kind, ifExists, names, AlterTableReader.cascade(c));
            }
        }
        c.expect("OWNED");
        return new ReassignOwned(true, c.rest());
    }
}
