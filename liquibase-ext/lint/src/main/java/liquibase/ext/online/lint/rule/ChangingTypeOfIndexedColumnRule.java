package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;

/** A type that needs no rewrite, of a column that an index or a CHECK is computed from. */
@AutoService(Rule.class)
@RuleInfo(
        id = "changing-type-of-indexed-column",
        effect = Effect.BLOCKING,
        summary = "The new type keeps the rows, but an index is built anew or a CHECK is checked for every row.")
public final class ChangingTypeOfIndexedColumnRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        TypeChangeCause.DEPENDENTS.ask(
                context,
                (change, part) -> context.report(
                        TypeChangeCause.becomes(change)
                                + "; the rows can stay as they are, but not what is computed from the column: "
                                + Sentence.locks(part),
                        "Take away what is computed from " + change.action().column()
                                + " first, and give it back behind the change:\n"
                                + "an index: DROP INDEX CONCURRENTLY before, CREATE INDEX CONCURRENTLY after, each in a"
                                + " changeSet with runInTransaction=\"false\"\n"
                                + "a CHECK: DROP CONSTRAINT before, ADD CONSTRAINT … NOT VALID after, and VALIDATE"
                                + " CONSTRAINT in a changeSet of its own",
                        part,
                        null));
    }
}
