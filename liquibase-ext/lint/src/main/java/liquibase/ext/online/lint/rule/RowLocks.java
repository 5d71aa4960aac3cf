package liquibase.ext.online.lint.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import liquibase.change.core.MergeColumnChange;
import liquibase.ext.online.lint.judge.FixText;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.recipe.RowsRecipe;
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
        Optional<String> renamed = FixText.renamed(context);
        if (renamed.isPresent()) {
            return renamed.get();
        }
        if (context.as(MergeColumnChange.class) != null) {
            return "Add the column with addColumnOnline, fill it with backfillInBatches "
                    + RowsRecipe.attributes(write.table()) + ", and drop the old columns in a later release.";
        }
        if (looped) {
            return "Let the loop COMMIT behind each some thousand rows, in a changeSet with "
                    + FixText.noTransaction(context) + ", or use backfillInBatches "
                    + RowsRecipe.attributes(write.table())
                    + ".";
        }
        return FixText.of(context, RowsRecipe.of(write, command, context.catalog()));
    }
}
