package liquibase.ext.online.lint.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import liquibase.change.core.AddColumnChange;
import liquibase.change.core.AddNotNullConstraintChange;
import liquibase.change.core.DeleteDataChange;
import liquibase.change.core.MergeColumnChange;
import liquibase.ext.online.sql.Body;
import liquibase.ext.online.sql.Caller;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Delete;
import liquibase.ext.online.sql.DoBlock;
import liquibase.ext.online.sql.Explain;
import liquibase.ext.online.sql.Insert;
import liquibase.ext.online.sql.Merge;
import liquibase.ext.online.sql.Query;
import liquibase.ext.online.sql.RowWrite;
import liquibase.ext.online.sql.Select;
import liquibase.ext.online.sql.Update;
import liquibase.ext.online.sql.UpdateFrom;

/**
 * Rows that are there already, and that a statement writes or locks: by whatever command, in a block or a function too.
 *
 * @param looped whether it happens for each round of a loop, all rounds in one transaction
 * @param command the innermost one that does it
 */
record RowLocks(RowWrite write, boolean looped, Command command) {

    /** All of a statement on tables that exist before, in their order. */
    static List<RowLocks> of(StatementContext context) {
        List<RowLocks> all = new ArrayList<>();
        Command command = context.command();
        if (command instanceof Explain explain && explain.runs()) {
            command = explain.command();
        }
        addOwn(command, false, all);
        if (command instanceof DoBlock block) {
            addBody(block.body(), all);
        }
        if (command instanceof Caller caller) {
            for (String function : caller.reached(context.catalog())) {
                context.catalog().bodyOf(function).ifPresent(body -> addBody(body, all));
            }
        }
        all.removeIf(locks -> !context.footprint().tables().containsKey(locks.table(context)));
        return all;
    }

    private static void addOwn(Command command, boolean looped, List<RowLocks> all) {
        if (command instanceof Update
                || command instanceof UpdateFrom
                || command instanceof Delete
                || command instanceof Insert
                || command instanceof Merge
                || command instanceof Select) {
            new Query(command.sql()).rowWrites().forEach(write -> all.add(new RowLocks(write, looped, command)));
        }
    }

    /** A loop that commits is one of batches. */
    private static void addBody(Body body, List<RowLocks> all) {
        for (Body.Inner inner : body.commands()) {
            if (!inner.repeated() || !body.endsTransactions()) {
                addOwn(inner.command(), inner.repeated(), all);
            }
        }
    }

    /** The name that the table has in footprints. */
    String table(StatementContext context) {
        return context.catalog().shown(write.table()).toString();
    }

    /** How many rows; in a loop what no constant key names adds up. */
    RowWrite.Reach reach(StatementContext context) {
        RowWrite.Reach reach = write.reach(context.catalog());
        if (looped) {
            return reach == RowWrite.Reach.FEW && !write.few() ? reach : RowWrite.Reach.EVERY;
        }
        boolean joinsNew = write.isJoined()
                && write.sources().stream()
                        .noneMatch(source -> context.footprint()
                                .tables()
                                .containsKey(context.catalog().shown(source).toString()));
        return reach == RowWrite.Reach.EVERY && joinsNew ? RowWrite.Reach.MANY : reach;
    }

    /** What it does to every row, as the beginning of a sentence. */
    String sentence(StatementContext context) {
        String table = table(context);
        if (looped) {
            return "a loop runs this " + write.verb() + " on rows of " + table + " in one transaction";
        }
        String verb = write.verb().startsWith("SELECT") ? " reads" : " writes";
        return "this " + write.verb() + verb + " every row of " + table
                + (write.isJoined() ? " that belongs to one of " + Sentence.list(sources(context)) : "");
    }

    private List<String> sources(StatementContext context) {
        return write.sources().stream()
                .map(source -> context.catalog().shown(source).toString())
                .toList();
    }

    /** How the same comes about in short transactions. */
    String fix(StatementContext context) {
        if (context.as(AddColumnChange.class) != null) {
            return "Use addColumnOnline in place of addColumn, with the same attributes: it writes the value in batches,"
                    + " each in a transaction of its own.";
        }
        if (context.as(AddNotNullConstraintChange.class) != null) {
            return "Use setNotNullValidated in place of addNotNullConstraint, with the same attributes: it writes"
                    + " defaultNullValue in batches before it sets NOT NULL.";
        }
        if (context.as(MergeColumnChange.class) != null) {
            return "Add the column with addColumnOnline, fill it with backfillInBatches " + Fix.table(write.table())
                    + ", and drop the old columns in a later release.";
        }
        if (looped) {
            return "Let the loop COMMIT behind each some thousand rows, in a changeSet with "
                    + Steps.of(context).noTransaction() + ", or use backfillInBatches " + Fix.table(write.table())
                    + ".";
        }
        return switch (write.verb()) {
            case "UPDATE" -> BackfillFix.of(context.catalog(), write.table(), command) + ".";
            case "DELETE" -> deleteInBatches(context);
            case "MERGE", "INSERT … ON CONFLICT DO UPDATE" ->
                "Do it for some thousand rows at a time, each time in a transaction"
                        + " of its own: for a range of keys of " + Sentence.list(sources(context)) + ".";
            default -> "Leave it out, or lock only the rows of the next batch: with a WHERE on the key, or LIMIT.";
        };
    }

    private String deleteInBatches(StatementContext context) {
        if (context.as(DeleteDataChange.class) != null) {
            return Steps.of(context).renamed("delete", "deleteInBatches").text();
        }
        boolean every = write.condition() == null || write.condition().isAlwaysTrue();
        String rest = every && !write.isJoined() ? "" : command instanceof Delete delete ? delete.rest() : "USING";
        if (!rest.isEmpty()
                && (!rest.regionMatches(true, 0, "WHERE", 0, 5)
                        || rest.toUpperCase(Locale.ROOT).contains("RETURNING"))) {
            return "Delete some thousand rows at a time, each time in a transaction of its own, until none is left: those of"
                    + " a range of keys, as a further condition.";
        }
        String change = "Use deleteInBatches " + Fix.table(write.table());
        return rest.isEmpty()
                ? change + ",\nor TRUNCATE " + write.table() + "; when nobody reads it any more."
                : change + " with where \"" + Fix.attribute(rest.substring(5).strip()) + "\".";
    }
}
