package liquibase.ext.online.lint.rule;

import java.util.List;
import liquibase.change.core.AddColumnChange;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What to do instead, as text to paste: statements, and the changeSets that they go into, in their order. A lock that
 * stops others is never asked for without a limit.
 */
final class Steps {
    /** Short enough for the queue behind it, long enough to get the lock between two transactions. */
    private static final String LIMIT = "SET LOCAL lock_timeout = '2s'";

    private final ChangeContext context;
    private final StringBuilder text = new StringBuilder();
    private boolean begun;

    private Steps(ChangeContext context) {
        this.context = context;
    }

    /** Nothing yet. */
    static Steps of(ChangeContext context) {
        return new Steps(context);
    }

    /** Statements that run outside a transaction. */
    Steps outsideTransaction(List<String> statements) {
        return changeSet(" with " + noTransaction(), statements);
    }

    /** Statements that hold a lock which stops others, for a moment: with a limit on how long they wait for it. */
    Steps shortly(String... statements) {
        changeSet("", List.of(LIMIT));
        return add(List.of(statements));
    }

    /** The same for statements with semicolons in them, at which Liquibase is not to cut them. */
    Steps unsplit(String... statements) {
        changeSet(" of its own, with " + setting("splitStatements"), List.of(LIMIT));
        return add(List.of(statements));
    }

    /** Statements that take long and stop nobody. */
    Steps alone(String... statements) {
        return changeSet("", List.of(statements));
    }

    /** One of our change types, with the attributes by name and value in turn; those without a value are left out. */
    Steps change(String type, QualifiedName table, @Nullable String... attributes) {
        begin().append(" of its own: ").append(type);
        attribute("schemaName", table.schema());
        attribute("tableName", table.name());
        for (int i = 0; i < attributes.length; i += 2) {
            attribute(String.valueOf(attributes[i]), attributes[i + 1]);
        }
        text.append('\n');
        return this;
    }

    /** One of our change types, its attributes and columns as they are. */
    Steps online(String change) {
        begin().append(" of its own: ").append(change).append('\n');
        return this;
    }

    /** A sentence. */
    Steps say(String sentence) {
        text.append(sentence).append('\n');
        return this;
    }

    /** A sentence that is the first step. */
    Steps first(String sentence) {
        begun = true;
        return say(sentence);
    }

    /** What follows is another way. */
    Steps or(String sentence) {
        begun = false;
        return say(sentence);
    }

    /** Whether the statement comes from a stock addColumn, which addColumnOnline replaces as a whole. */
    static boolean isAddColumn(ChangeContext context) {
        return context.as(AddColumnChange.class) != null;
    }

    /** That replacement. */
    Steps addColumnOnline() {
        return renamed("addColumn", "addColumnOnline");
    }

    /** A change of ours that replaces the stock change as a whole. */
    Steps renamed(String stock, String online) {
        return first("Write " + online + " in place of " + stock
                + ", with the same attributes and columns, in a changeSet of its own.");
    }

    /** The whole text. */
    String text() {
        return text.toString().stripTrailing();
    }

    /** How a changeSet of this file says that it runs without a transaction. */
    String noTransaction() {
        return setting("runInTransaction");
    }

    /** How a file such as this one switches something off. */
    private String setting(String name) {
        String file = context.change().place().file();
        if (file.endsWith(".sql")) {
            return name + ":false";
        }
        if (file.endsWith(".yaml") || file.endsWith(".yml")) {
            return name + ": false";
        }
        return file.endsWith(".json") ? "\"" + name + "\": false" : name + "=\"false\"";
    }

    private Steps changeSet(String how, List<String> statements) {
        begin().append(how.isEmpty() ? " of its own" : how).append(":\n");
        return add(statements);
    }

    private Steps add(List<String> statements) {
        statements.forEach(statement -> text.append("  ").append(statement).append(";\n"));
        return this;
    }

    private StringBuilder begin() {
        text.append(begun ? "Then, in a changeSet" : "In a changeSet");
        begun = true;
        return text;
    }

    private void attribute(String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            text.append(' ')
                    .append(name)
                    .append("=\"")
                    .append(Fix.attribute(value))
                    .append('"');
        }
    }
}
