package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Truncate;

/** All rows of a table that the application uses. */
@AutoService(Rule.class)
@RuleInfo(
        id = BanTruncateRule.ID,
        effect = Effect.COMPATIBILITY,
        summary = "TRUNCATE takes the rows from the running application, and stops its reads until the changeSet ends.")
public final class BanTruncateRule implements Rule {
    static final String ID = "ban-truncate";

    @Override
    public void statement(StatementContext context) {
        Truncate truncate = context.command(Truncate.class);
        if (truncate == null) {
            return;
        }
        List<String> existing = new ArrayList<>();
        for (QualifiedName table : truncate.tables()) {
            if (context.footprint().tables().containsKey(table.toString())) {
                existing.add(table.toString());
            }
        }
        if (!existing.isEmpty()) {
            String tables = Sentence.list(existing);
            context.report(
                    "all rows of " + tables
                            + " are gone, for transactions too that began before and go on reading, and "
                            + "ACCESS EXCLUSIVE stops reads and writes until the changeSet ends",
                    "When only some of the rows may go, DELETE them in batches. When all may, "
                            + context.accepted(ID, "why nobody needs the rows of " + tables));
        }
    }
}
