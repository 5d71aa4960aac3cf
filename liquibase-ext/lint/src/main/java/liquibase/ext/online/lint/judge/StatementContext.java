package liquibase.ext.online.lint.judge;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import liquibase.ext.online.lint.changelog.ChangeSetUnit;
import liquibase.ext.online.lint.changelog.ChangeUnit;
import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import liquibase.ext.online.recipe.Given;
import liquibase.ext.online.recipe.Recipes;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** One statement at the moment before it runs. */
public final class StatementContext extends ChangeContext {
    private final StatementUnit statement;
    private final Footprint footprint;
    private final boolean inTransaction;
    private final IdentityHashMap<AlterTable.Action, Footprint> ofActions = new IdentityHashMap<>(2);
    private boolean explained;

    StatementContext(
            Run run, ChangeSetUnit changeSet, ChangeUnit change, StatementUnit statement, Footprint footprint) {
        super(run, changeSet, change);
        this.statement = statement;
        this.footprint = footprint;
        this.inTransaction = run.isInTransaction();
    }

    public StatementUnit statement() {
        return statement;
    }

    public Command command() {
        return statement.command();
    }

    /** The command, when it is of this type. */
    public <C extends Command> @Nullable C command(Class<C> type) {
        return type.isInstance(command()) ? type.cast(command()) : null;
    }

    /** One action of an ALTER TABLE, and its table. */
    public record ActionOn<A extends AlterTable.Action>(QualifiedName table, A action) {}

    /** The actions of this type that do something, when it is an ALTER TABLE. */
    public <A extends AlterTable.Action> Stream<ActionOn<A>> actions(Class<A> type) {
        return command() instanceof AlterTable alter
                ? alter.actions().stream()
                        .filter(type::isInstance)
                        .filter(action -> !action.isIdle(alter.table(), catalog()))
                        .map(action -> new ActionOn<>(alter.table(), type.cast(action)))
                : Stream.empty();
    }

    /** What one action alone would do to the tables that exist before this changeSet. */
    public Footprint footprintOf(ActionOn<?> one) {
        Footprint known = ofActions.get(one.action());
        if (known == null) {
            boolean only = command() instanceof AlterTable alter && alter.only();
            known = footprintOf(new AlterTable(one.table(), false, only, List.of(one.action())));
            ofActions.put(one.action(), known);
        }
        return known;
    }

    /** What it does to the tables that exist before this changeSet, at worst over the server versions. */
    public Footprint footprint() {
        return footprint;
    }

    /** The heaviest work on a table that exists before. */
    public Work heaviestWork() {
        return TransactionLocks.heaviest(footprint);
    }

    /** What earlier statements of the transaction hold that stops readers or writers of tables that exist before. */
    @Override
    public Map<String, HeldLock> held() {
        return inTransaction ? run().locks().held() : Map.of();
    }

    /** What it does, together with the locks that earlier statements of the transaction hold. */
    public Footprint footprintWithHeld() {
        Map<String, Footprint.Touch> all = new LinkedHashMap<>(footprint.tables());
        if (inTransaction) {
            run().locks()
                    .first(footprint)
                    .forEach((table, mode) ->
                            all.merge(table, new Footprint.Touch(mode, Work.CATALOG_ONLY), Footprint.Touch::and));
        }
        return new Footprint(all);
    }

    /** The tables whose readers or writers wait for this statement, for a time that grows with some table. */
    public Map<String, LockMode> stopped() {
        return run().locks().stoppedBy(footprint);
    }

    /** Whether it runs in a transaction: that of its changeSet, or one that the changeSet has begun itself. */
    public boolean inTransaction() {
        return inTransaction;
    }

    /** Whether an earlier statement of the changeSet made a schema, type, domain or sequence of this name. */
    public boolean isMadeHere(String name) {
        return run().soFar().made(name) != null;
    }

    /** The constraints that earlier statements of the changeSet dropped from a table. */
    public List<DropConstraint> droppedHere(QualifiedName table) {
        return run().soFar().droppedFrom(table);
    }

    /** What a recipe may know here; of the commands before only the drops that matter to a new key. */
    Given given() {
        List<Command> drops = new ArrayList<>();
        if (command() instanceof AlterTable alter) {
            droppedHere(alter.table()).forEach(drop -> drops.add(AlterTable.of(alter.table(), drop)));
            alter.actions().stream()
                    .filter(DropConstraint.class::isInstance)
                    .forEach(drop -> drops.add(AlterTable.of(alter.table(), drop)));
        }
        return new Given(catalog(), versions(), drops);
    }

    /** The online way of the statement, as text to paste. */
    public String remedy() {
        return remedy(command());
    }

    /** The same of one action of an ALTER TABLE. */
    public String remedy(ActionOn<?> one) {
        return remedy(AlterTable.of(one.table(), one.action()));
    }

    /** The online way of a command that stands for this one, or for a part of it. */
    public String remedy(Command command) {
        return Recipes.cure(command, given())
                .map(verdict -> FixText.of(this, verdict))
                .orElse(Recipes.IN_STEPS);
    }

    /** Whether a rule has said already why others wait for it. */
    public boolean isExplained() {
        return explained;
    }

    /** For the rule that reports another one's matter in its own words: what follows need not say it again. */
    public void explain() {
        explained = true;
    }

    /** Reports the rule that is being asked, on this statement, with all its tables and those that wait for it. */
    @Override
    public void report(String message, String fix) {
        Footprint all = footprint;
        if (run().current().effect() == Effect.BLOCKING) {
            for (Map.Entry<String, LockMode> waiting : stopped().entrySet()) {
                all = all.and(waiting.getKey(), waiting.getValue(), Work.CATALOG_ONLY);
            }
        }
        report(message, fix, all, null);
    }

    /**
     * Reports the rule that is being asked.
     *
     * @param part the part of the footprint that it is about
     * @param assumed what is not known and was assumed, or null
     */
    public void report(String message, String fix, Footprint part, @Nullable String assumed) {
        report(message, fix, statement.place(), statement, effects(part), assumed);
        if (run().current().effect() == Effect.BLOCKING || run().current().effect() == Effect.ROW_LOCKS) {
            explain();
        }
    }
}
