package liquibase.ext.online.sql;

import java.util.List;
import java.util.Optional;
import liquibase.ext.online.lock.Footprint;

/**
 * What runs when a DO block, a function or a procedure runs: the commands that stand in it and the places that say nothing
 * of what they run.
 *
 * @param language in lower case, such as {@code plpgsql}
 * @param commands in the order of the text
 * @param unseen in the order of the text
 */
public record Body(String language, List<Inner> commands, List<Unseen> unseen) {

    /**
     * A command and its place in the text that the body was read from.
     *
     * @param start the index of its first character
     * @param end the index behind its last character
     * @param conditional whether it may not run: it stands in IF, CASE or EXCEPTION
     * @param repeated whether it may run more than once, or never: it stands in a loop
     */
    public record Inner(Command command, int start, int end, boolean conditional, boolean repeated) {}

    /**
     * A place that runs what nobody can read there, such as EXECUTE of a text that is put together at run time.
     *
     * @param reason the end of a sentence that begins with "it"
     * @param start the index of its first character
     * @param end the index behind its last character
     */
    public record Unseen(String reason, int start, int end) {}

    public Body {
        commands = List.copyOf(commands);
        unseen = List.copyOf(unseen);
    }

    /** The functions and procedures that its commands call and that do not come with PostgreSQL, as SQL text. */
    public List<String> calls() {
        return commands.stream()
                .map(Inner::command)
                .filter(Caller.class::isInstance)
                .flatMap(command -> ((Caller) command).calls().stream())
                .distinct()
                .toList();
    }

    /** Whether it ends transactions, so that its commands do not all run in one. */
    public boolean endsTransactions() {
        return commands.stream().anyMatch(inner -> inner.command() instanceof TransactionControl);
    }

    /** All its commands, as they run in one transaction; without what they call. */
    Footprint ownFootprint(PgVersion version, Known known) {
        Footprint footprint = Footprint.NONE;
        for (Inner inner : commands) {
            footprint = footprint.and(
                    inner.command() instanceof Caller caller
                            ? caller.ownFootprint(version, known)
                            : inner.command().footprint(version, known));
        }
        return footprint;
    }

    /** Why that cannot be relied on; empty where it can. */
    Optional<String> ownProblem(Known known) {
        if (!unseen.isEmpty()) {
            return Optional.of(unseen.get(0).reason());
        }
        return commands.stream()
                .map(inner -> inner.command() instanceof Caller caller
                        ? caller.ownProblem(known)
                        : inner.command().notUnderstood(known).map(problem -> "holds a command that " + problem))
                .flatMap(Optional::stream)
                .findFirst();
    }
}
