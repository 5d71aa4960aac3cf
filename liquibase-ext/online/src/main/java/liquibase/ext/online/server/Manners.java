package liquibase.ext.online.server;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How the sessions of a run behave.
 *
 * @param log hears every statement that changes something, before it runs, from any thread
 * @param stop the word to end
 * @param showErrorDetail whether errors keep the server's details, which quote values of rows
 * @param answerWithin how long a short statement may go unanswered before its connection counts as lost; above zero
 */
public record Manners(Consumer<String> log, Stop stop, boolean showErrorDetail, Duration answerWithin) {
    /** About as long as TCP itself tries to get a packet through. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** Of a session that nobody listens to and nobody stops. */
    public static Manners quiet() {
        return hearing(sql -> {});
    }

    /** Of a session that nobody stops. */
    public static Manners hearing(Consumer<String> log) {
        return new Manners(log, new Stop(), false, PATIENCE);
    }
}
