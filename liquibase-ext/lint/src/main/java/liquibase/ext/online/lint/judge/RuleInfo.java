package liquibase.ext.online.lint.judge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Severity;

/** What a rule says of itself; its page is {@code changelogs/lint/<id>/README.md}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RuleInfo {
    /** The id that reports, settings and suppressions use; squawk's where it has the same rule. */
    String id();

    /** What happens when it is broken. */
    Effect effect();

    /** The usual severity; at most one, and when there is none the effect decides. */
    Severity[] severity() default {};

    /** One sentence: what happens. */
    String summary();

    /** Whether it is asked after all others, because it reports what none of them explains. */
    boolean last() default false;

    /** Whether a changelog gets one finding of it, which says how many changeSets it is about. */
    boolean pooled() default false;
}
