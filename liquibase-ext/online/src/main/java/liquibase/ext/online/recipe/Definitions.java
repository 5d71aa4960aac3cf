package liquibase.ext.online.recipe;

import java.util.List;
import java.util.Optional;
import liquibase.ext.online.read.SqlReader;
import liquibase.ext.online.sql.Command;

/** Commands as the server writes them of what stands, and as our own queries do. */
final class Definitions {
    private Definitions() {}

    static List<Command> commands(String text) {
        return new SqlReader((sql, tokens) -> Optional.empty()).read(text);
    }
}
