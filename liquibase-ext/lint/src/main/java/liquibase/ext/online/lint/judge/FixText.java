package liquibase.ext.online.lint.judge;

import java.util.List;
import java.util.Optional;
import liquibase.ext.online.lint.changelog.OnlineTwins;
import liquibase.ext.online.recipe.Limits;
import liquibase.ext.online.recipe.Stage;
import liquibase.ext.online.recipe.Stage.Mode;
import liquibase.ext.online.recipe.Verdict;
import liquibase.ext.online.sql.Command;

/**
 * A verdict as text to paste: the changeSets in their order, with our change types where there are some, in the syntax of
 * the file. A lock that stops others is never asked for without a limit.
 */
public final class FixText {
    private final ChangeFormText forms;
    private final StringBuilder text = new StringBuilder();
    private boolean begun;

    private FixText(String file) {
        this.forms = ChangeFormText.of(file);
    }

    /** What the author of a change is to do. */
    public static String of(ChangeContext context, Verdict verdict) {
        if (verdict instanceof Verdict.None none) {
            return none.why() + "\n" + of(context, none.advice());
        }
        return verdict instanceof Verdict.Online online
                ? renamed(context).orElseGet(() -> of(context, online.stages()))
                : "";
    }

    /** Gives a stock change the name of ours, where that is all. */
    public static Optional<String> renamed(ChangeContext context) {
        return OnlineTwins.nameFor(context.change().source(), context.versions().oldest())
                .map(online ->
                        "Write " + online + " in place of " + context.change().name()
                                + ", with the same attributes and columns, in a changeSet of its own.");
    }

    /** Stages that a rule has put together of recipes. */
    public static String of(ChangeContext context, List<Stage> stages) {
        FixText fix = new FixText(context.change().place().file());
        fix.write(stages);
        return fix.text.toString().stripTrailing();
    }

    /** A statement with its semicolon. */
    public static String statement(Command command) {
        return command.sql() + ";";
    }

    /** The same, and where it is to stand. */
    public static String statement(Command command, String where) {
        return statement(command) + "  -- " + where;
    }

    /** A limit on the wait for the locks of a statement, and where it stands. */
    public static String limited(StatementContext context) {
        return context.inTransaction()
                ? statement(Limits.limit(true), "before it")
                : statement(Limits.limit(false), "before it, and behind it: " + statement(Limits.back()));
    }

    /** How a changeSet of this file says that it runs without a transaction. */
    public static String noTransaction(ChangeContext context) {
        return ChangeFormText.of(context.change().place().file()).off("runInTransaction");
    }

    private void write(List<Stage> stages) {
        boolean only =
                stages.stream().filter(stage -> !(stage instanceof Stage.Note)).count() == 1;
        for (Stage stage : stages) {
            if (stage instanceof Stage.Statements statements) {
                statements(statements.mode(), statements.commands());
            } else if (stage instanceof Stage.Change change) {
                change(change, only);
            } else if (stage instanceof Stage.Note note) {
                line(note.sentence());
            } else if (stage instanceof Stage.First first) {
                begun = true;
                line(first.sentence());
            }
        }
    }

    /** A file of SQL holds no change types, so that what can be written there is of more use. */
    private void change(Stage.Change change, boolean only) {
        if (forms == ChangeFormText.SQL && !change.byHand().isEmpty()) {
            write(change.byHand());
            if (only) {
                line("Or use " + change.form().type() + ", in an XML, YAML or JSON changelog.");
            }
            return;
        }
        begin();
        text.append(forms.where())
                .append(":\n")
                .append(forms.text(change.form()).indent(2));
        if (only && !change.byHand().isEmpty()) {
            begun = false;
            line("or, by hand:");
            write(change.byHand());
        }
    }

    private void statements(Mode mode, List<Command> commands) {
        if (mode == Mode.HERE) {
            commands.forEach(command -> line(statement(command)));
            return;
        }
        begin();
        boolean unsplit = commands.stream().anyMatch(FixText::hasSemicolon);
        text.append(
                        mode == Mode.OUTSIDE_TRANSACTION
                                ? " with " + forms.off("runInTransaction")
                                : unsplit ? " of its own, with " + forms.off("splitStatements") : " of its own")
                .append(":\n");
        if (mode == Mode.SHORTLY) {
            line("  " + statement(Limits.limit(true)));
        }
        commands.forEach(command -> line("  " + statement(command)));
    }

    /** Liquibase cuts SQL there, unless it is told not to. */
    private static boolean hasSemicolon(Command command) {
        return command.sql().indexOf(';') >= 0;
    }

    private void begin() {
        text.append(begun ? "Then, in a changeSet" : "In a changeSet");
        begun = true;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
