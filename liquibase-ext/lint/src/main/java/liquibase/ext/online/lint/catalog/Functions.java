package liquibase.ext.online.lint.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import liquibase.ext.online.lint.parse.Grammar;
import liquibase.ext.online.read.BlockReader;
import liquibase.ext.online.sql.Body;
import liquibase.ext.online.sql.CreateFunction;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import liquibase.ext.online.sql.Volatility;

/** Which functions of the changelog say that they are not volatile. */
final class Functions {
    /** By name without schema; one volatile function of a name makes the name volatile. */
    private final Map<String, Boolean> notVolatile = new HashMap<>();

    /** By name without schema, read when asked for; empty for a name of several functions. */
    private final Map<String, Optional<CreateFunction>> definitions = new HashMap<>();

    private final BlockReader bodies = new BlockReader(Grammar.reader());

    /** What runs when a function or procedure is called that the changelog defines. */
    Optional<Body> bodyOf(String function) {
        return definitions.getOrDefault(lastPart(function), Optional.empty()).map(bodies::read);
    }

    /** The text in which the places of that body are counted. */
    String textOf(String function) {
        return definitions
                .getOrDefault(lastPart(function), Optional.empty())
                .map(CreateFunction::definition)
                .orElse("");
    }

    private void define(CreateFunction command) {
        BlockReader.nameOf(command).map(Functions::lastPart).ifPresent(name -> {
            boolean other = definitions.containsKey(name) && !command.orReplace();
            definitions.put(name, other ? Optional.empty() : Optional.of(command));
        });
    }

    private static String lastPart(String function) {
        List<Token> tokens = SqlLexer.tokens(function);
        return tokens.get(tokens.size() - 1).name();
    }

    void create(CreateFunction command) {
        define(command);
        List<Token> tokens = SqlLexer.tokens(command.definition());
        if (tokens.isEmpty() || command.procedure()) {
            return;
        }
        String name =
                tokens.get(tokens.size() > 2 && tokens.get(1).is(".") ? 2 : 0).name();
        boolean declared = tokens.stream().anyMatch(token -> token.is("immutable") || token.is("stable"));
        // A replaced function and another one of the same name cannot be told apart without their arguments.
        notVolatile.merge(name, declared, Boolean::logicalAnd);
    }

    /** A function as a server has it. */
    void add(String name, boolean isNotVolatile) {
        notVolatile.merge(name, isNotVolatile, Boolean::logicalAnd);
    }

    List<Snapshot.FunctionEntry> entries() {
        return notVolatile.entrySet().stream()
                .map(entry -> new Snapshot.FunctionEntry(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Whether every function of an expression is known, and none is volatile. */
    boolean provesNotVolatile(String expression) {
        Volatility volatility = Volatility.of(expression);
        return !volatility.volatileFunction()
                && volatility.unknownFunctions().stream().allMatch(this::isNotVolatile);
    }

    private boolean isNotVolatile(String function) {
        return notVolatile.getOrDefault(lastPart(function), false);
    }
}
