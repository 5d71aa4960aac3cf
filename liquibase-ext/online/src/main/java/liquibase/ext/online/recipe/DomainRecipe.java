package liquibase.ext.online.recipe;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.sql.AlterDomain;
import liquibase.ext.online.sql.Command;

/** A constraint of a domain, which new values must fulfil. Its validation locks every table with such a column. */
@AutoService(Recipe.class)
public final class DomainRecipe implements Recipe {
    @Override
    public Optional<Verdict> verdict(Command command, Given given) {
        if (!(command instanceof AlterDomain alter)) {
            return Optional.empty();
        }
        if (alter.action() instanceof AlterDomain.AddCheck check) {
            return Optional.of(Way.begin()
                    .note("Add it without a look at the rows; new values must fulfil it from then on:")
                    .statements(
                            Stage.Mode.HERE,
                            List.of(new AlterDomain(
                                    alter.domain(), new AlterDomain.AddCheck(check.name(), check.expression(), true))))
                    .instead("PostgreSQL reads every table that uses the domain while it stops their writers."));
        }
        if (alter.action() instanceof AlterDomain.SetDomainNotNull) {
            return Optional.of(Way.begin()
                    .note("Demand it of new values only, without a look at the rows:")
                    .statements(
                            Stage.Mode.HERE,
                            List.of(new AlterDomain(
                                    alter.domain(),
                                    new AlterDomain.AddCheck(
                                            alter.domain().name() + "_not_null", "VALUE IS NOT NULL", true))))
                    .instead("PostgreSQL reads every table that uses the domain while it stops their writers."));
        }
        return Optional.of(Verdict.None.of(
                "VALIDATE CONSTRAINT of a domain stops the writers of every table that uses it.",
                "Leave it NOT VALID: new values must fulfil it anyway. Where the old ones have to be proven too, give"
                        + " each table a CHECK of its own, NOT VALID, and validate that: it stops nobody."));
    }
}
