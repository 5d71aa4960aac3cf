package liquibase.ext.online.server;

import java.util.function.Consumer;

/**
 * How the sessions of a run behave.
 *
 * @param log hears every statement that changes something, before it runs, from any thread
 * @param stop the word to end
 * @param showErrorDetail whether errors keep the server's details, which quote values of rows
 */
public record Manners(Consumer<String> log, Stop stop, boolean showErrorDetail) {

    /** Of a session that nobody listens to and nobody stops. */
    public static Manners quiet() {
        return hearing(sql -> {});
    }

    /** Of a session that nobody stops. */
    public static Manners hearing(Consumer<String> log) {
        return new Manners(log, new Stop(), false);
    }
}
