package liquibase.ext.online.lint.judge;

/**
 * One thing to look for. A rule is made anew for every run and sees the whole changelog in order, history included, so
 * that it may remember; whether what it reports is shown is not its business. Rules are found by {@code ServiceLoader}.
 */
public interface Rule {
    /**
     * Called for every reported changeSet as it is written, also for one that does not run, before all else; and once for
     * what stands in the changelog beside its changeSets.
     */
    default void written(WrittenContext context) {}

    /** Called for every statement, with the catalog as it is just before. */
    default void statement(StatementContext context) {}

    /** Called for every change before its statements; the statements are in {@code context.change()}. */
    default void change(ChangeContext context) {}

    /** Called for every changeSet after its last statement. */
    default void changeSet(ChangeSetContext context) {}

    /** Called for each change of a rollback block, with the catalog as it is behind the changeSet. */
    default void rollback(ChangeContext context) {}
}
