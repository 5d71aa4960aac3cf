package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.LinkedHashSet;
import java.util.Set;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.ChangeSetContext;
import liquibase.ext.online.lint.judge.FirstNames;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.Sentence;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.QualifiedName;

/** Tables locked one after the other in one transaction. */
@AutoService(Rule.class)
@RuleInfo(
        id = "several-tables-locked",
        effect = Effect.SHORT_LOCK,
        summary = "One transaction locks several tables in turn: a deadlock with the application is possible.")
public final class SeveralTablesLockedRule implements Rule {
    @Override
    public void changeSet(ChangeSetContext context) {
        if (context.statements().size() < 2) {
            return;
        }
        Set<String> locked = new LinkedHashSet<>();
        FirstNames names = new FirstNames();
        StatementContext second = null;
        for (StatementContext statement : context.statements()) {
            if (statement.inTransaction()) {
                boolean first = locked.isEmpty();
                boolean more = locked.addAll(
                        lockedTables(statement).stream().map(names::of).toList());
                second = second == null && more && !first ? statement : second;
            }
            names.ran(statement.command(), statement.catalog());
        }
        if (second != null) {
            context.report(
                    second,
                    "this changeSet locks " + Sentence.list(locked)
                            + " in this order and keeps all of them until it ends:"
                            + " a transaction of the application that uses any two of them in another order makes a deadlock,"
                            + " and PostgreSQL ends one of both",
                    "Make one changeSet per table, so that no lock is held while another one is waited for.");
        }
    }

    /** Sequences and views are left out: an application does not keep hold of them. */
    static Set<String> lockedTables(StatementContext statement) {
        Set<String> tables = new LinkedHashSet<>();
        for (String relation : statement.footprint().locksThatStopWrites().keySet()) {
            QualifiedName name = QualifiedName.parse(relation);
            if (!statement.catalog().exists(name)
                    || statement.catalog().table(name).isPresent()) {
                tables.add(relation);
            }
        }
        return tables;
    }
}
