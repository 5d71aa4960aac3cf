package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;

/** A type change that reaches over a foreign key to another table. */
@AutoService(Rule.class)
@RuleInfo(
        id = "changing-type-of-foreign-key-column",
        effect = Effect.BLOCKING,
        summary = "The tables at both ends of a foreign key stand still while the type of its column changes.")
public final class ChangingTypeOfForeignKeyColumnRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        TypeChangeCause.FOREIGN_KEY.ask(
                context,
                (change, part) -> context.report(
                        TypeChangeCause.becomes(change) + ", which a foreign key ties to "
                                + Sentence.list(List.copyOf(TypeChangeCause.linked(context, change, part))) + ": "
                                + context.locks(part),
                        context.remedy(change),
                        part,
                        TypeChangeCause.assumed(context, change)));
    }
}
