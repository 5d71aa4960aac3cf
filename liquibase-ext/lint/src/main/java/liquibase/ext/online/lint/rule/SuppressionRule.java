package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;

/** Stands for the findings on suppressions themselves, which the linter makes when all rules have been asked. */
@AutoService(Rule.class)
@RuleInfo(
        id = "suppression",
        effect = Effect.ADVICE,
        severity = Severity.WARNING,
        summary = "A suppression without a reason, of an unknown rule, past its day, or of nothing.")
public final class SuppressionRule implements Rule {}
