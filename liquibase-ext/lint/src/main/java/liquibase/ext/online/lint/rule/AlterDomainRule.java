package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.sql.AlterDomain;
import liquibase.ext.online.sql.Sql;

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
                        + Sentence.locks(context.footprint()),
                fix(alter));
    }

    private static String fix(AlterDomain alter) {
        String add = "ALTER DOMAIN " + alter.domain() + " ADD ";
        if (alter.action() instanceof AlterDomain.AddCheck check) {
            return "Add it without a look at the rows; new values must fulfil it from then on:\n" + add
                    + (check.name() == null ? "" : "CONSTRAINT " + Sql.name(check.name()) + " ")
                    + "CHECK (" + check.expression() + ") NOT VALID;";
        }
        if (alter.action() instanceof AlterDomain.SetDomainNotNull) {
            return "Demand it of new values only, without a look at the rows:\n" + add + "CONSTRAINT "
                    + Sql.name(alter.domain().name() + "_not_null") + " CHECK (VALUE IS NOT NULL) NOT VALID;";
        }
        return "Leave it NOT VALID: new values must fulfil it anyway. Where the old ones have to be proven too, give"
                + " each table a CHECK of its own, NOT VALID, and validate that: it stops nobody.";
    }
}
