package liquibase.ext.online.lint;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.PgVersion;

/**
 * Finds the commands of one transaction that make others wait for a time that grows with a table. A lock lasts until the
 * transaction ends, so a command is also blocking when an earlier one took the lock and this one takes the time: a
 * harmless VALIDATE CONSTRAINT behind an ADD CONSTRAINT … NOT VALID, or any long work on another table.
 */
public final class BlockingCheck {
    private final PgVersion version;
    private final Known known;

    public BlockingCheck(PgVersion version, Known known) {
        this.version = version;
        this.known = known;
    }

    /**
     * One blocking command.
     *
     * @param index its place in the transaction, from 0
     * @param work the heaviest work that it does
     * @param locked what readers or writers wait for meanwhile, and the mode held on it
     */
    public record Blocking(int index, Command command, Work work, Map<String, LockMode> locked) {
        public Blocking {
            locked = Map.copyOf(locked);
        }
    }

    /** The blocking ones among the commands of one transaction, in order; a command that is not understood is blocking. */
    public List<Blocking> of(List<Command> transaction) {
        List<Blocking> blocking = new ArrayList<>();
        Map<String, LockMode> held = new LinkedHashMap<>();
        for (int i = 0; i < transaction.size(); i++) {
            Command command = transaction.get(i);
            Footprint footprint = command.footprint(version, known);
            Work heaviest = Work.CATALOG_ONLY;
            Map<String, LockMode> locked = new LinkedHashMap<>();
            footprint.tables().forEach((table, touch) -> {
                if (touch.mode().blocksWrites()) {
                    held.merge(table, touch.mode(), LockMode::max);
                }
                if (touch.isBlocking()) {
                    locked.put(table, touch.mode());
                }
            });
            for (Footprint.Touch touch : footprint.tables().values()) {
                heaviest = heaviest.max(touch.work());
            }
            if (heaviest.growsWithTable()) {
                locked.putAll(held);
            }
            if (!locked.isEmpty()) {
                blocking.add(new Blocking(i, Objects.requireNonNull(command), heaviest, locked));
            }
        }
        return List.copyOf(blocking);
    }
}
