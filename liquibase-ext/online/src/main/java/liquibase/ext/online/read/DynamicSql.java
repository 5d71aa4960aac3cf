package liquibase.ext.online.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Analyze;
import liquibase.ext.online.sql.Caller;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.CreatePartition;
import liquibase.ext.online.sql.CreateTable;
import liquibase.ext.online.sql.Delete;
import liquibase.ext.online.sql.DropConstraint;
import liquibase.ext.online.sql.DropFoundConstraint;
import liquibase.ext.online.sql.Insert;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.Privileges;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Select;
import liquibase.ext.online.sql.Token;
import liquibase.ext.online.sql.Update;
import liquibase.ext.online.sql.UpdateFrom;
import org.jspecify.annotations.Nullable;

/**
 * SQL that is put together of constant texts and of values that are only known at run time. It is read with a name in the place
 * of each value, and taken where that can only stand for what makes no difference: which tables are touched, and how, is said
 * by the constant texts.
 */
final class DynamicSql {
    private static final String VALUE = QualifiedName.RUN_TIME_VALUE;

    private static final Pattern PLACEHOLDER = Pattern.compile("%(?:%|(?:\\d+\\$)?-?\\d*([sIL]))");

    /** What dropPrimaryKey of Liquibase writes where it was not told the schema. */
    private static final Pattern UNKNOWN_SCHEMA = Pattern.compile("^alter table null\\.");

    /** Commands that say what they touch apart from the values in them. */
    private static final Set<Class<?>> TAKEN = Set.of(
            Analyze.class,
            CreateIndex.class,
            CreatePartition.class,
            CreateTable.class,
            Update.class,
            UpdateFrom.class,
            Delete.class,
            Insert.class,
            Select.class,
            Privileges.class);

    private final List<Token> tokens;
    private final StringBuilder text = new StringBuilder();

    private DynamicSql(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The text with a name for each value; empty when it does not begin with a constant. */
    static Optional<DynamicSql> of(List<Token> expression) {
        DynamicSql sql = new DynamicSql(expression);
        return sql.operands() && !sql.text.toString().startsWith(VALUE) ? Optional.of(sql) : Optional.empty();
    }

    String text() {
        return UNKNOWN_SCHEMA.matcher(text).replaceFirst("alter table ");
    }

    private boolean operands() {
        int start = 0;
        int depth = 0;
        for (int i = 0; i <= tokens.size(); i++) {
            boolean ends = i == tokens.size() || (depth == 0 && tokens.get(i).is("||"));
            if (ends) {
                if (start == i || !operand(tokens.subList(start, i))) {
                    return false;
                }
                start = i + 1;
            } else {
                depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            }
        }
        return true;
    }

    private boolean operand(List<Token> operand) {
        Token first = operand.get(0);
        if (operand.size() == 1 && first.kind() == Token.Kind.STRING) {
            Optional<Literal> literal = Literal.of(first);
            literal.ifPresent(found -> text.append(found.value()));
            return literal.isPresent();
        }
        if (operand.size() > 2 && first.is("format") && operand.get(1).is("(")) {
            return format(operand.get(2));
        }
        boolean quoted = first.is("quote_literal") || first.is("quote_nullable");
        text.append(quoted ? "'" + VALUE + "'" : VALUE);
        return true;
    }

    private boolean format(Token template) {
        Optional<Literal> literal = Literal.of(template);
        if (literal.isEmpty()) {
            return false;
        }
        Matcher matcher = PLACEHOLDER.matcher(literal.get().value());
        while (matcher.find()) {
            String kind = matcher.group(1);
            matcher.appendReplacement(text, kind == null ? "%" : kind.equals("L") ? "'" + VALUE + "'" : VALUE);
        }
        matcher.appendTail(text);
        return true;
    }

    /** The same commands without the name that stands for a value; empty when one of them may touch more than it says. */
    static Optional<List<Command>> taken(List<Command> commands, @Nullable String kindOfConstraint) {
        List<Command> taken = new ArrayList<>();
        for (Command command : commands) {
            Command plain = withoutValue(command, kindOfConstraint);
            boolean alters = plain instanceof AlterTable alter
                    && alter.actions().stream()
                            .allMatch(
                                    action -> action instanceof AddConstraint || action instanceof DropFoundConstraint);
            boolean calls = plain instanceof Caller caller && !caller.calls().isEmpty();
            boolean named = plain.footprint(PgVersion.NEWEST, Known.NOTHING).tables().keySet().stream()
                    .noneMatch(table -> table.contains(VALUE));
            if (calls || !named || (!alters && !TAKEN.contains(plain.getClass()))) {
                return Optional.empty();
            }
            taken.add(plain);
        }
        return taken.isEmpty() ? Optional.empty() : Optional.of(taken);
    }

    private static Command withoutValue(Command command, @Nullable String kindOfConstraint) {
        if (command instanceof CreateIndex index
                && index.name() != null
                && index.name().contains(VALUE)) {
            return index.unnamed();
        }
        if (command instanceof Analyze analyze
                && analyze.tables().stream()
                        .anyMatch(table -> table.knownBeginning().isPresent())) {
            // Whichever table it is, nobody waits for it.
            return new Analyze(List.of());
        }
        if (command instanceof AlterTable alter) {
            return new AlterTable(
                    alter.table(),
                    alter.ifExists(),
                    alter.only(),
                    alter.actions().stream()
                            .map(action -> withoutValue(action, kindOfConstraint))
                            .toList());
        }
        return command;
    }

    private static AlterTable.Action withoutValue(AlterTable.Action action, @Nullable String kindOfConstraint) {
        if (action instanceof DropConstraint drop && drop.name().contains(VALUE)) {
            return new DropFoundConstraint(kindOfConstraint);
        }
        if (action instanceof AddConstraint add
                && add.name() != null
                && add.name().contains(VALUE)) {
            return new AddConstraint(null, add.definition(), add.notValid());
        }
        return action;
    }
}
