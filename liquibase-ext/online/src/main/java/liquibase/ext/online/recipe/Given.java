package liquibase.ext.online.recipe;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Versions;

/**
 * What a recipe may rely on.
 *
 * @param known what is known of the tables just before the command
 * @param versions the servers that it is for
 * @param earlier the commands of the same changeSet before it, or at least those that matter
 */
public record Given(Known known, Versions versions, List<Command> earlier) {
    public Given {
        earlier = List.copyOf(earlier);
    }

    /** What a command does to tables that somebody may use, at worst over the servers. */
    public Footprint footprint(Command command) {
        Footprint all = versions.footprint(command, known);
        return all.withoutAny(all.tables().entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith("("))
                .filter(entry -> stopsNobody(
                        QualifiedName.parse(entry.getKey()), entry.getValue().mode()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet()));
    }

    /** What is new has no users, and no application writes to a materialized view. */
    private boolean stopsNobody(QualifiedName table, LockMode mode) {
        return known.isNew(table) || (!mode.blocksReads() && known.isMaterialized(table));
    }

    /** The constraints of a table that the changeSet has dropped so far. */
    List<DropConstraint> droppedFrom(QualifiedName table) {
        return earlier.stream()
                .filter(command ->
                        command instanceof AlterTable alter && alter.table().equals(table))
                .flatMap(command -> ((AlterTable) command).actions().stream())
                .filter(DropConstraint.class::isInstance)
                .map(DropConstraint.class::cast)
                .toList();
    }
}
