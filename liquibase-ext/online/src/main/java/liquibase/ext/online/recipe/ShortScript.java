package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.sql.Command;

/** What a script has for commands under a lock that stops others, where only a run finds out which tables they lock. */
final class ShortScript {
    private ShortScript() {}

    /** The commands in a transaction of their own, with a limit on the wait for their locks. */
    static List<String> of(Settings settings, Command... commands) {
        List<String> statements = new ArrayList<>();
        statements.add("BEGIN");
        statements.add(
                "SET LOCAL lock_timeout = '" + settings.locking().timeout().toMillis() + "ms'");
        for (Command command : commands) {
            statements.add(command.sql());
        }
        statements.add("COMMIT");
        return statements;
    }
}
