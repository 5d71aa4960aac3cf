package liquibase.ext.online.lint.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import liquibase.ext.online.read.SqlReader;
import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Column;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import liquibase.ext.online.sql.Unreadable;
import org.junit.jupiter.api.Test;

/** Damages the text of every command, one token at a time: what the grammar refuses, no reader may take. */
class SqlReaderMutationTest {
    private static final Map<Class<?>, List<Class<?>>> RECORDS = SqlRecords.byInterface();
    private static final SqlReader SPLITTER = new SqlReader((sql, tokens) -> Optional.empty());

    private final Grammar grammar = new Grammar();
    private final SqlReader reader = Grammar.reader();

    @Test
    void takesNothingThatTheGrammarRefuses() throws ReflectiveOperationException {
        Set<String> taken = new LinkedHashSet<>();
        int damaged = 0;
        int refused = 0;
        for (Command command : commands()) {
            for (String text : mutations(command.sql())) {
                List<Token> tokens = SqlLexer.tokens(text);
                if (isOneStatement(text) && tokens.get(tokens.size() - 1).kind() != Token.Kind.UNTERMINATED) {
                    damaged++;
                    boolean bad = grammar.about(text, tokens).isPresent();
                    refused += bad ? 1 : 0;
                    if (bad && !(reader.read(text).get(0) instanceof Unreadable)) {
                        taken.add(text);
                    }
                }
            }
        }
        assertThat(damaged).isGreaterThan(10_000);
        assertThat(refused).isGreaterThan(damaged / 3);
        assertThat(taken).isEmpty();
    }

    private static List<Command> commands() throws ReflectiveOperationException {
        List<Command> commands = new ArrayList<>();
        for (long seed = 0; seed < 6; seed++) {
            RandomCommands random = new RandomCommands(seed, RECORDS);
            for (Class<?> type : RECORDS.getOrDefault(Command.class, List.of())) {
                if (!SqlTexts.WITHOUT_TEXTS.contains(type)) {
                    commands.add((Command) random.record(type));
                }
            }
            for (Class<?> part : parts()) {
                commands.add(AlterTable.of(QualifiedName.of("t"), action(random.record(part))));
            }
        }
        return commands;
    }

    private static List<? extends Class<?>> parts() {
        return Stream.of(AlterTable.Action.class, AddConstraint.Definition.class, ColumnConstraint.class)
                .flatMap(part -> RECORDS.getOrDefault(part, List.of()).stream())
                .filter(type -> !SqlTexts.WITHOUT_TEXTS.contains(type))
                .toList();
    }

    private static AlterTable.Action action(Object part) {
        if (part instanceof ColumnConstraint constraint) {
            return new AddColumn(false, new Column("c", "int", null, List.of(constraint)));
        }
        return part instanceof AddConstraint.Definition definition
                ? AddConstraint.valid("k", definition)
                : (AlterTable.Action) part;
    }

    /** Each token left out, written twice, and changed with the next. */
    private static List<String> mutations(String sql) {
        List<String> texts = new ArrayList<>();
        List<String> words = SqlLexer.tokens(sql).stream().map(Token::text).toList();
        for (int i = 0; i < words.size(); i++) {
            List<String> without = new ArrayList<>(words);
            without.remove(i);
            List<String> twice = new ArrayList<>(words);
            twice.add(i, words.get(i));
            List<String> swapped = new ArrayList<>(words);
            swapped.set(i, words.get((i + 1) % words.size()));
            swapped.set((i + 1) % words.size(), words.get(i));
            for (List<String> each : List.of(without, twice, swapped)) {
                texts.add(String.join(" ", each));
            }
        }
        return texts;
    }

    private static boolean isOneStatement(String text) {
        boolean bare = !text.startsWith(";") && !text.endsWith(";");
        return bare && SPLITTER.readStatements(text).size() == 1;
    }
}
