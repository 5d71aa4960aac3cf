package liquibase.ext.online.plan;

/**
 * A question to the catalog, asked when a step is due.
 *
 * @param describe the answer "yes" as a clause, such as "index product_sku_key is valid"
 * @param sql a boolean SQL expression that is never NULL
 * @param assumed the answer that a printed script takes for granted, there being nobody to ask
 */
public record Condition(String describe, String sql, boolean assumed) {
    /** Holds always. */
    public static final Condition ALWAYS = new Condition("always", "true", true);

    /** Holds never: a step with nothing that shows it is done. */
    public static final Condition NEVER = new Condition("never", "false", false);

    /** A condition that a script takes to be false, as every "is it done already" is. */
    public static Condition of(String describe, String sql) {
        return new Condition(describe, sql, false);
    }

    /** The same question, where a script takes the answer to be {@code answer}. */
    public Condition assuming(boolean answer) {
        return new Condition(describe, sql, answer);
    }

    /** The opposite. */
    public Condition not() {
        return new Condition("not (" + describe + ")", "NOT (" + sql + ")", !assumed);
    }

    /** Both hold. */
    public Condition and(Condition other) {
        return new Condition(
                describe + " and " + other.describe, "(" + sql + ") AND (" + other.sql + ")", assumed && other.assumed);
    }

    /** At least one holds. */
    public Condition or(Condition other) {
        return new Condition(
                describe + " or " + other.describe, "(" + sql + ") OR (" + other.sql + ")", assumed || other.assumed);
    }
}
