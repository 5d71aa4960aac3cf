package liquibase.ext.online.throttle;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** An answer that is good for a while, so that many may ask and the server is asked seldom. */
final class Remembered {
    private final long goodForNanos;
    private final LongSupplier nanoTime;
    private Optional<String> answer = Optional.empty();
    private long since;
    private boolean asked;

    Remembered(Duration goodFor, LongSupplier nanoTime) {
        this.goodForNanos = goodFor.toNanos();
        this.nanoTime = nanoTime;
    }

    /** What the server is asked. */
    interface Question {
        Optional<String> ask() throws SQLException;
    }

    /** The last answer, or a new one when that has become too old. A question that fails leaves no answer. */
    synchronized Optional<String> answer(Question question) throws SQLException {
        if (!asked || nanoTime.getAsLong() - since >= goodForNanos) {
            asked = false;
            answer = question.ask();
            since = nanoTime.getAsLong();
            asked = true;
        }
        return answer;
    }
}
