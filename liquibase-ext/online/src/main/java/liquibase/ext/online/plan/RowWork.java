package liquibase.ext.online.plan;

import java.util.List;
import liquibase.ext.online.sql.Expression;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/**
 * What is done to the rows of a table that meet a condition, batch by batch, each batch a statement in a transaction of its
 * own. The condition is part of every statement, so that a row which the application took out of it meanwhile stays as it is.
 */
public sealed interface RowWork permits Backfill, Deletion {
    QualifiedName table();

    /** How large the batches are, and how fast they follow. */
    Pacing pacing();

    /** The rows that are still to be worked on, as a SQL condition. */
    String predicate();

    /** The columns that get values; none where the rows go. */
    List<String> columns();

    /**
     * The statement for some rows of the table or of one of its parts.
     *
     * @param range a further condition
     */
    String statement(QualifiedName part, String range);

    /** Whether the rows are there afterwards, so that a look at them tells whether they still meet the condition. */
    boolean keepsRows();

    /** The event that triggers and rules name, which is the verb of the statement too. */
    Event event();

    /** What happens to a row. */
    enum Event {
        /** It gets values. */
        UPDATE("written", " FOR NO KEY UPDATE", 16, '2'),
        /** It goes. */
        DELETE("deleted", " FOR UPDATE", 8, '4');

        private final String past;
        private final String lock;
        private final int triggerBit;
        private final char ruleType;

        Event(String past, String lock, int triggerBit, char ruleType) {
            this.past = past;
            this.lock = lock;
            this.triggerBit = triggerBit;
            this.ruleType = ruleType;
        }

        /** What a row is afterwards, for messages: {@code written} or {@code deleted}. */
        public String past() {
            return past;
        }

        /** The lock that the statement takes on a row, behind a SELECT. */
        public String lock() {
            return lock;
        }

        /** Its bit in {@code pg_trigger.tgtype}. */
        public int triggerBit() {
            return triggerBit;
        }

        /** Its letter in {@code pg_rewrite.ev_type}. */
        public char ruleType() {
            return ruleType;
        }
    }

    /** A part of the table for FROM, UPDATE or DELETE FROM, under the table's name, which expressions may use. */
    default String as(QualifiedName part) {
        return "ONLY " + part + (part.equals(table()) ? "" : " AS " + Sql.name(table().name()));
    }

    /** One row whether any row still matches. */
    default String anyLeft() {
        return "SELECT EXISTS (SELECT FROM " + table() + " WHERE " + predicate() + ")";
    }

    /** A text of the author's as part of a statement on any part of the table. */
    static String embedded(QualifiedName table, String text) {
        return new Expression(text).withoutSchema(table).closed();
    }
}
