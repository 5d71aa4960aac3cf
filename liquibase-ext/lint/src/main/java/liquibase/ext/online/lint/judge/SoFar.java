package liquibase.ext.online.lint.judge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateObject;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import org.jspecify.annotations.Nullable;

/** What the statements of a changeSet did so far, noted as they run: to go through them at each would grow with their square. */
public final class SoFar {
    private static final String GUARD = "if not exists ";

    private final Map<String, CreateObject> made = new HashMap<>();
    private final Map<QualifiedName, List<DropConstraint>> dropped = new HashMap<>();

    /** Takes a statement that ran. */
    public void ran(Command command) {
        if (command instanceof CreateObject create) {
            made.putIfAbsent(nameIn(create.definition()), create);
        } else if (command instanceof AlterTable alter) {
            for (AlterTable.Action action : alter.actions()) {
                if (action instanceof DropConstraint drop) {
                    dropped.computeIfAbsent(alter.table(), table -> new ArrayList<>(1))
                            .add(drop);
                }
            }
        }
    }

    void clear() {
        made.clear();
        dropped.clear();
    }

    /** What made a schema, type, domain or sequence of this name, which no application can know then; or null. */
    @Nullable
    public CreateObject made(String name) {
        return made.get(name.toLowerCase(Locale.ROOT));
    }

    /** The constraints that were dropped from a table. */
    List<DropConstraint> droppedFrom(QualifiedName table) {
        return Collections.unmodifiableList(dropped.getOrDefault(table, List.of()));
    }

    /** The name that the definition of a CREATE begins with, as it is written but for its case. */
    private static String nameIn(String definition) {
        String text = definition.toLowerCase(Locale.ROOT);
        int start = text.startsWith(GUARD) ? GUARD.length() : 0;
        SqlLexer lexer = new SqlLexer(text, start);
        int end = start;
        for (Token token = lexer.next(); token != null && token.isName(); token = lexer.next()) {
            end = token.end();
            @Nullable Token dot = lexer.next();
            if (dot == null || !dot.is(".")) {
                break;
            }
        }
        return text.substring(start, end);
    }
}
