package liquibase.ext.online.plan;

import liquibase.ext.online.plan.Question.Expression;

/**
 * A question to the catalog, asked when a step is due.
 *
 * @param describe the answer "yes" as a clause, such as "index product_sku_key is valid"
 * @param assumed the answer that a printed script takes for granted, there being nobody to ask
 */
public record Condition(String describe, Question question, boolean assumed) {
    /** Holds always. */
    public static final Condition ALWAYS = new Condition("always", new Expression("true", false), true);

    /** Holds never: a step with nothing that shows it is done. */
    public static final Condition NEVER = new Condition("never", new Expression("false", false), false);

    /** A condition that a script takes to be false, as every "is it done already" is. */
    public static Condition of(String describe, String sql) {
        return new Condition(describe, new Expression(sql, false), false);
    }

    /** The same question where names in it are the author's, such as that of a type; all else in it must be qualified. */
    public Condition inAuthorsPath() {
        return new Condition(describe, new Expression(sql(), true), assumed);
    }

    /** The SQL expression of a condition that is asked in one, to be part of a query. */
    public String sql() {
        if (question instanceof Expression expression) {
            return expression.text();
        }
        throw new IllegalStateException("no SQL expression says whether " + describe);
    }

    /** The same question, where a script takes the answer to be {@code answer}. */
    public Condition assuming(boolean answer) {
        return new Condition(describe, question, answer);
    }

    /** The opposite. */
    public Condition not() {
        return new Condition("not (" + describe + ")", Question.not(question), !assumed);
    }

    /** Both hold. */
    public Condition and(Condition other) {
        return new Condition(
                describe + " and " + other.describe, Question.and(question, other.question), assumed && other.assumed);
    }

    /** At least one holds. */
    public Condition or(Condition other) {
        return new Condition(
                describe + " or " + other.describe, Question.or(question, other.question), assumed || other.assumed);
    }
}
