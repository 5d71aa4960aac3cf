package liquibase.ext.online.plan;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.plan.Action.Tell;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;

/**
 * A change as one transaction, for tables so small that their locks are held for no longer than a lock request of a plan
 * may stand in the queue: a statement that takes longer all the same, such as one that calls a slow function for each row, is
 * ended by the server, and with it the transaction. It leaves what the plan leaves.
 *
 * @param tables that it locks; each must be plain, small, and in nothing special
 * @param commands of the stock change, in order
 * @param unless what only the plan can deal with, such as an equal index that stands already
 * @param writesRows whether rows of the first table are written, which triggers may see to in their own way
 * @param tells what is worth a line in any case
 */
public record ShortTransaction(
        List<QualifiedName> tables, List<Command> commands, Condition unless, boolean writesRows, List<Tell> tells) {
    public ShortTransaction {
        tables = tables.stream().distinct().toList();
        commands = List.copyOf(commands);
        tells = List.copyOf(tells);
    }

    /** One that builds or checks, and writes no rows. */
    public static ShortTransaction of(List<QualifiedName> tables, List<Command> commands, Condition unless) {
        return new ShortTransaction(tables, commands, unless, false, List.of());
    }

    /**
     * Whether it may run, as a boolean expression in our own search_path: every table is there, is kept by PostgreSQL itself
     * and not as part of another or with parts, holds nothing back from the role, and is small.
     *
     * @param largest bytes of a table, its TOAST included and its indexes not
     */
    public String fits(long largest) {
        String oids = tables.stream().map(CatalogText::oid).collect(Collectors.joining(", "));
        return "(SELECT count(*) = " + tables.size()
                + " AND coalesce(bool_and(c.relkind = 'r' AND NOT c.relhassubclass AND"
                + " NOT row_security_active(c.oid) AND pg_table_size(c.oid) <= " + largest
                + "), false) FROM pg_class c WHERE c.oid IN (" + oids
                + ") AND NOT EXISTS (SELECT FROM pg_inherits h WHERE h.inhrelid = c.oid))"
                + " AND NOT EXISTS (SELECT FROM pg_extension e WHERE e.extname IN ('citus', 'timescaledb'))"
                + (writesRows ? " AND NOT EXISTS (" + handlers(tables.get(0)) + ")" : "")
                + " AND NOT (" + unless.sql() + ")";
    }

    private static String handlers(QualifiedName table) {
        return "SELECT FROM pg_class c WHERE c.oid = " + CatalogText.oid(table)
                + " AND (c.relhasrules OR EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal))";
    }

    /**
     * All of it as one message, in the author's search_path.
     *
     * @param state the table that the rows go to
     * @param rows statements that say what is made
     */
    public String sql(PgVersion version, Settings settings, String state, List<String> rows) {
        Footprint footprint = commands.stream()
                .map(command -> command.footprint(version, Known.NOTHING))
                .reduce(Footprint.NONE, Footprint::and);
        Stream<String> locks = footprint.locksThatStopWrites().entrySet().stream()
                .map(lock ->
                        "LOCK TABLE " + lock.getKey() + " IN " + lock.getValue().sqlName() + " MODE NOWAIT");
        String longest = "'" + settings.locking().timeout().toMillis() + "ms'";
        return Stream.of(
                        Stream.of(
                                "BEGIN",
                                "SET LOCAL lock_timeout = " + longest,
                                "SET LOCAL statement_timeout = " + longest,
                                "LOCK TABLE " + state + " IN ROW EXCLUSIVE MODE"),
                        locks,
                        commands.stream().map(Command::sql),
                        rows.stream(),
                        Stream.of("COMMIT"))
                .flatMap(each -> each)
                .collect(Collectors.joining("; "));
    }
}
