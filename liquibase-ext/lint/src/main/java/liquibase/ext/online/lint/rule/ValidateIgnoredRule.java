package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.change.Change;
import liquibase.change.ConstraintsConfig;
import liquibase.change.core.AddColumnChange;
import liquibase.change.core.AddNotNullConstraintChange;
import liquibase.change.core.AddPrimaryKeyChange;
import liquibase.change.core.AddUniqueConstraintChange;
import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.judge.ChangeContext;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import org.jspecify.annotations.Nullable;

/** The author asks for a constraint that does not look at the rows, and gets one that does. */
@AutoService(Rule.class)
@RuleInfo(
        id = "validate-ignored",
        effect = Effect.ADVICE,
        severity = Severity.WARNING,
        summary = "validate=\"false\" has no effect on PostgreSQL, except on foreign keys.")
public final class ValidateIgnoredRule implements Rule {
    @Override
    public void change(ChangeContext context) {
        String attribute = ignored(context.change().source());
        if (attribute != null && meetsRows(context)) {
            context.report(
                    attribute
                            + "=\"false\" has no effect on PostgreSQL: the constraint is checked for every row under the"
                            + " lock of the change",
                    fix(context.change().source()));
        }
    }

    private static @Nullable String ignored(Change change) {
        boolean validate = true;
        if (change instanceof AddNotNullConstraintChange notNull) {
            validate = isOn(notNull.getValidate());
        } else if (change instanceof AddUniqueConstraintChange unique) {
            validate = isOn(unique.getValidate());
        } else if (change instanceof AddPrimaryKeyChange primary) {
            validate = isOn(primary.getValidate());
        } else if (change instanceof AddColumnChange add) {
            return add.getColumns().stream()
                    .map(column -> column.getConstraints() == null ? null : ignored(column.getConstraints()))
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
        return validate ? null : "validate";
    }

    private static @Nullable String ignored(ConstraintsConfig constraints) {
        return !isOn(constraints.getValidateNullable())
                ? "validateNullable"
                : !isOn(constraints.getValidateUnique())
                        ? "validateUnique"
                        : !isOn(constraints.getValidatePrimaryKey()) ? "validatePrimaryKey" : null;
    }

    private static boolean isOn(@Nullable Boolean validate) {
        return !Boolean.FALSE.equals(validate);
    }

    private static boolean meetsRows(ChangeContext context) {
        for (StatementUnit statement : context.change().statements()) {
            if (!context.footprintOf(statement.command()).tables().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static String fix(Change change) {
        if (change instanceof AddNotNullConstraintChange) {
            return "Write setNotNullValidated in place of addNotNullConstraint, with the same attributes but validate.";
        }
        if (change instanceof AddUniqueConstraintChange) {
            return "Write addUniqueConcurrently in place of addUniqueConstraint, with the same attributes but validate.";
        }
        return change instanceof AddColumnChange
                ? "Write addColumnOnline in place of addColumn, without that attribute."
                : "Build the index with CREATE UNIQUE INDEX CONCURRENTLY, and make it the primary key with ADD PRIMARY KEY"
                        + " USING INDEX.";
    }
}
