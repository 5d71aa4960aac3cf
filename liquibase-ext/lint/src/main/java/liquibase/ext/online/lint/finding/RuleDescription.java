package liquibase.ext.online.lint.finding;

/**
 * What reports say of a rule.
 *
 * @param summary one sentence: what happens
 * @param page where its README stands, as an absolute URL
 */
public record RuleDescription(String id, Effect effect, Severity severity, String summary, String page) {}
