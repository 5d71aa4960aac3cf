package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.change.core.AddUniqueConstraintChange;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Deferral;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.UniqueUsingIndex;

/** Liquibase writes SQL that no PostgreSQL takes. */
@AutoService(Rule.class)
@RuleInfo(
        id = "for-index-name-fails",
        effect = Effect.FAILS,
        summary = "addUniqueConstraint with forIndexName is a syntax error on every PostgreSQL.")
public final class ForIndexNameFailsRule implements Rule {
    @Override
    public void statement(StatementContext context) {
        AddUniqueConstraintChange change = context.as(AddUniqueConstraintChange.class);
        if (change == null || change.getForIndexName() == null) {
            return;
        }
        QualifiedName table = new QualifiedName(change.getSchemaName(), change.getTableName());
        context.report(
                "this fails: of forIndexName=\"" + change.getForIndexName()
                        + "\" Liquibase makes UNIQUE (…) USING INDEX, which is a syntax error",
                "Write it as SQL.\n"
                        + context.remedy(AlterTable.of(
                                table,
                                AddConstraint.valid(
                                        change.getConstraintName(),
                                        new UniqueUsingIndex(change.getForIndexName(), Deferral.NOT_DEFERRABLE))))
                        + "\nOr let addUniqueConcurrently find or build the index.");
        context.explain();
    }
}
