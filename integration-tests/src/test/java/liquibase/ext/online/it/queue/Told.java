package liquibase.ext.online.it.queue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import liquibase.ui.LoggerUIService;

/** What Liquibase and the changes tell the user. */
final class Told extends LoggerUIService {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public int getPriority() {
        return PRIORITY_NOT_APPLICABLE;
    }

    @Override
    public void sendMessage(String message) {
        lines.add(message);
    }

    List<String> lines() {
        return lines;
    }

    boolean tells(String pattern) {
        return lines.stream().anyMatch(line -> line.matches("(?s).*" + pattern + ".*"));
    }
}
