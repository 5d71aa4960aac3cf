package liquibase.ext.online.plan;

/**
 * A question to the catalog, asked when a step is due.
 *
 * @param describe the answer "yes" as a clause, such as "index product_sku_key is valid"
 * @param sql a boolean SQL expression that is never NULL
 * @param assumed the answer that a printed script takes for granted, there being nobody to ask
 * @param authored whether it is asked in the author's search_path, every name and operator of ours being qualified
 */
public record Condition(String describe, String sql, boolean assumed, boolean authored) {
    /** Holds always. */
    public static final Condition ALWAYS = new Condition("always", "true", true, false);

    /** Holds never: a step with nothing that shows it is done. */
    public static final Condition NEVER = new Condition("never", "false", false, false);

    /** A condition that a script takes to be false, as every "is it done already" is. */
    public static Condition of(String describe, String sql) {
        return new Condition(describe, sql, false, false);
    }

    /** The same question where names in it are the author's, such as that of a type; all else in it must be qualified. */
    Condition inAuthorsPath() {
        return new Condition(describe, sql, assumed, true);
    }

    /** The same question, where a script takes the answer to be {@code answer}. */
    public Condition assuming(boolean answer) {
        return new Condition(describe, sql, answer, authored);
    }

    /** The opposite. */
    public Condition not() {
        return new Condition("not (" + describe + ")", "NOT (" + sql + ")", !assumed, authored);
    }

    /** Both hold. */
    public Condition and(Condition other) {
        return new Condition(
                describe + " and " + other.describe,
                "(" + sql + ") AND (" + other.sql + ")",
                assumed && other.assumed,
                authored || other.authored);
    }

    /** At least one holds. */
    public Condition or(Condition other) {
        return new Condition(
                describe + " or " + other.describe,
                "(" + sql + ") OR (" + other.sql + ")",
                assumed || other.assumed,
                authored || other.authored);
    }
}
