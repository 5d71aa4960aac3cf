package liquibase.ext.online.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RememberedTest {
    /** The clock of System.nanoTime may be about to overflow. */
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000);

    private final Remembered remembered = new Remembered(Duration.ofSeconds(1), clock::get);
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void asksOnceInItsTimeAndAgainAfterIt() throws Exception {
        assertThat(ask()).contains("1");
        clock.addAndGet(999_999_999);
        assertThat(ask()).contains("1");
        clock.addAndGet(1);
        assertThat(ask()).contains("2");
    }

    @Test
    void timeThatTheAnswerTookDoesNotMakeItOlder() throws Exception {
        remembered.answer(() -> {
            clock.addAndGet(Duration.ofSeconds(3).toNanos());
            return Optional.of("slow");
        });
        assertThat(ask()).contains("slow");
    }

    @Test
    void aQuestionThatFailedIsAskedAgain() throws Exception {
        assertThat(ask()).contains("1");
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThatThrownBy(() -> remembered.answer(() -> {
                    throw new SQLException("lost");
                }))
                .hasMessage("lost");
        assertThat(ask()).contains("2");
    }

    private Optional<String> ask() throws SQLException {
        return remembered.answer(() -> Optional.of(String.valueOf(asked.incrementAndGet())));
    }
}
