package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.AlterDomain;

/** A constraint of a domain is checked in every table that uses the domain. */
@AutoService(Rule.class)
@RuleInfo(
        id = "ban-alter-domain-with-add-constraint",
        effect = Effect.BLOCKING,
        summary = "A new constraint of a domain stops the writers of every table that uses it until all rows are read.")
public final class AlterDomainRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        AlterDomain alter = context.command(AlterDomain.class);
        if (alter == null || !context.footprint().isBlocking()) {
            return;
        }
        context.report(
                "a constraint of the domain " + alter.domain() + " is checked in every table that has a column of it: "
                        + context.locks(context.footprint()),
                context.remedy());
    }
}
