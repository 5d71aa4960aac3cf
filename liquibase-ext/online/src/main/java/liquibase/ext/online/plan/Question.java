package liquibase.ext.online.plan;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is asked when a condition is due. Its parts are asked in order, as far as the answer needs them. */
public sealed interface Question {
    /** The answer, given by somebody who reaches the database. */
    <E extends Exception> boolean holds(Answers<E> answers) throws E;

    /** As a person reads it. */
    String text();

    /** The opposite. */
    static Question not(Question question) {
        Not opposite = new Not(question);
        return question instanceof Expression asked ? new Expression(opposite.text(), asked.authored()) : opposite;
    }

    /** Both. */
    static Question and(Question first, Question second) {
        return together(first, second, new And(first, second));
    }

    /** At least one. */
    static Question or(Question first, Question second) {
        return together(first, second, new Or(first, second));
    }

    /** Expressions that are asked in one way stay one expression, and so one round trip. */
    private static Question together(Question first, Question second, Question joined) {
        return first instanceof Expression one && second instanceof Expression two && one.authored() == two.authored()
                ? new Expression(joined.text(), one.authored())
                : joined;
    }

    /** Who answers; {@code E} is how that fails. */
    interface Answers<E extends Exception> {
        /** The value of a boolean expression, asked in the author's search_path or in ours. */
        boolean holds(String expression, boolean authored) throws E;

        /** All rows of a query, each value as text. */
        List<List<@Nullable String>> rows(String query) throws E;
    }

    /**
     * A question to the server alone.
     *
     * @param text a boolean expression that is never NULL
     * @param authored whether it is asked in the author's search_path, every name and operator of ours being qualified
     */
    record Expression(String text, boolean authored) implements Question {
        @Override
        public <E extends Exception> boolean holds(Answers<E> answers) throws E {
            return answers.holds(text, authored);
        }
    }

    /**
     * Whether there is a row of which we can tell by reading it what no expression could.
     *
     * @param says what is read in the row, as a clause
     */
    record AnyRow(String query, String says, Predicate<List<@Nullable String>> reads) implements Question {
        @Override
        public <E extends Exception> boolean holds(Answers<E> answers) throws E {
            return answers.rows(query).stream().anyMatch(reads);
        }

        @Override
        public String text() {
            return "EXISTS (" + query + ": " + says + ")";
        }
    }

    /** The opposite. */
    record Not(Question question) implements Question {
        @Override
        public <E extends Exception> boolean holds(Answers<E> answers) throws E {
            return !question.holds(answers);
        }

        @Override
        public String text() {
            return "NOT (" + question.text() + ")";
        }
    }

    /** Both. */
    record And(Question first, Question second) implements Question {
        @Override
        public <E extends Exception> boolean holds(Answers<E> answers) throws E {
            return first.holds(answers) && second.holds(answers);
        }

        @Override
        public String text() {
            return "(" + first.text() + ") AND (" + second.text() + ")";
        }
    }

    /** At least one. */
    record Or(Question first, Question second) implements Question {
        @Override
        public <E extends Exception> boolean holds(Answers<E> answers) throws E {
            return first.holds(answers) || second.holds(answers);
        }

        @Override
        public String text() {
            return "(" + first.text() + ") OR (" + second.text() + ")";
        }
    }
}
