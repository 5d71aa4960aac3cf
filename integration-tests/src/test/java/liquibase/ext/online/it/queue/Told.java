package liquibase.ext.online.it.queue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import liquibase.ext.online.it.Await;
import liquibase.ui.LoggerUIService;

/** What Liquibase and the changes tell the user. */
public final class Told extends LoggerUIService {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public int getPriority() {
        return PRIORITY_NOT_APPLICABLE;
    }

    @Override
    public void sendMessage(String message) {
        lines.add(message);
        super.sendMessage(message);
    }

    public List<String> lines() {
        return lines;
    }

    /** Whether a line matches. */
    public boolean tells(String pattern) {
        return lines.stream().anyMatch(line -> line.matches("(?s).*" + pattern + ".*"));
    }

    /** Returns when a line that matches was told. */
    public void await(String pattern) throws Exception {
        try {
            Await.until(pattern, Duration.ofMinutes(1), () -> tells(pattern));
        } catch (TimeoutException missing) {
            throw new AssertionError("told: " + String.join("\n", lines), missing);
        }
    }
}
