package liquibase.ext.online.lint.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import liquibase.ext.online.read.SqlReader;
import liquibase.ext.online.read.Statement;
import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Column;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.QualifiedName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The law between texts and records: what a command says is read as that command. */
class SqlReaderLawTest {
    private static final int TIMES = 60;
    private static final Map<Class<?>, List<Class<?>>> RECORDS = SqlRecords.byInterface();

    private final SqlReader reader = Grammar.reader();

    static Stream<Class<?>> commands() {
        return RECORDS.getOrDefault(Command.class, List.of()).stream()
                .filter(type -> !SqlTexts.WITHOUT_TEXTS.contains(type));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void readsEveryCommandBackFromItsText(Class<? extends Command> type) throws ReflectiveOperationException {
        for (long seed = 0; seed < TIMES; seed++) {
            Command command = new RandomCommands(seed, RECORDS).record(type);
            assertThat(reader.read(command.sql()))
                    .as("seed %d: %s", seed, command.sql())
                    .containsExactly(command);
        }
    }

    @ParameterizedTest
    @MethodSource("partsOfAlterTable")
    void readsEveryPartOfAlterTableBackFromItsText(Class<?> type) throws ReflectiveOperationException {
        for (long seed = 0; seed < TIMES; seed++) {
            Command command =
                    AlterTable.of(QualifiedName.of("t"), action(new RandomCommands(seed, RECORDS).record(type)));
            assertThat(reader.read(command.sql()))
                    .as("seed %d: %s", seed, command.sql())
                    .containsExactly(command);
        }
    }

    static Stream<Class<?>> partsOfAlterTable() {
        return Stream.of(AlterTable.Action.class, AddConstraint.Definition.class, ColumnConstraint.class)
                .flatMap(part -> RECORDS.getOrDefault(part, List.of()).stream())
                .filter(type -> !SqlTexts.WITHOUT_TEXTS.contains(type));
    }

    private static AlterTable.Action action(Object part) {
        if (part instanceof ColumnConstraint constraint) {
            return new AddColumn(false, new Column("c", "int", null, List.of(constraint)));
        }
        return part instanceof AddConstraint.Definition definition
                ? AddConstraint.valid("k", definition)
                : (AlterTable.Action) part;
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void cutsAScriptWhereItsCommandsEnd(long seed) throws ReflectiveOperationException {
        List<Command> commands = new ArrayList<>();
        StringBuilder script = new StringBuilder();
        Map<Integer, Integer> places = new HashMap<>();
        for (Class<?> type : commands().toList()) {
            Command command = (Command) new RandomCommands(seed, RECORDS).record(type);
            commands.add(command);
            script.append(" -- a comment; with 'a quote\n");
            places.put(script.length(), script.length() + command.sql().length());
            script.append(command.sql()).append(" /* nested /* ; */ */;;");
        }
        List<Statement> statements = reader.readStatements(script.toString());
        assertThat(statements.stream().map(Statement::command)).containsExactlyElementsOf(commands);
        assertThat(statements)
                .allMatch(s -> script.substring(s.start(), s.end())
                        .startsWith(s.command().sql().substring(0, 2)));
        assertThat(statements).allMatch(s -> places.containsKey(s.start()));
    }

    static Stream<Long> scripts() {
        return Stream.of(1L, 2L, 3L);
    }
}
