package liquibase.ext.online.maven;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lock.Footprint.Touch;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.PgVersion;

/** What one command does to a running application, in plain words: its text, then one line for each table. */
final class Explanation {
    private final Command command;
    private final PgVersion version;

    Explanation(Command command, PgVersion version) {
        this.command = command;
        this.version = version;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(command.sql() + (command.runsInTransaction() ? "" : "   (outside a transaction only)"));
        if (!command.isUnderstood()) {
            lines.add("  nothing is known of this command, so the worst is assumed:");
        }
        command.footprint(version, Known.NOTHING)
                .tables()
                .forEach((table, touch) -> lines.add("  " + table + ": " + describe(touch)));
        if (lines.size() == 1) {
            lines.add("  locks no table that exists before it");
        }
        return lines;
    }

    private static String describe(Touch touch) {
        return "takes " + touch.mode().sqlName() + ", which stops " + stopped(touch.mode()) + "; " + work(touch.work())
                + (touch.isBlocking() ? ". Others wait for a time that grows with the table" : "");
    }

    private static String stopped(LockMode mode) {
        if (mode.blocksReads()) {
            return "reads and writes";
        }
        if (mode.blocksWrites()) {
            return "writes, not reads";
        }
        return mode.conflicts().contains(mode)
                ? "no reads or writes, only vacuum and other schema changes"
                : "no reads or writes, only some schema changes";
    }

    private static String work(Work work) {
        return switch (work) {
            case CATALOG_ONLY -> "changes the catalog only";
            case ROW_BATCH -> "writes at most one batch of rows";
            case TABLE_SCAN -> "reads every row";
            case INDEX_BUILD -> "reads every row to build an index";
            case TABLE_UPDATE -> "keeps every row that matches locked until the transaction ends";
            case TABLE_REWRITE -> "writes every row and every index anew";
        };
    }
}
