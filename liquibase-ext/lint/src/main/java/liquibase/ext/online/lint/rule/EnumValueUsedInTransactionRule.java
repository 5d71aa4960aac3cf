package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.judge.ChangeSetContext;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.StatementContext;
import liquibase.ext.online.sql.AddEnumValue;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CommentOn;
import liquibase.ext.online.sql.CommentOnObject;
import liquibase.ext.online.sql.CreateFunction;
import liquibase.ext.online.sql.CreateObject;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import liquibase.ext.online.sql.TransactionControl;

/** A new enum value used before it is committed. */
@AutoService(Rule.class)
@RuleInfo(
        id = "enum-value-used-in-transaction",
        effect = Effect.FAILS,
        summary = "A new value of an enum is used in the transaction that adds it, which PostgreSQL refuses.")
public final class EnumValueUsedInTransactionRule implements Rule {
    /** Those added in the present transaction, by the literal. */
    private final Map<String, List<AddEnumValue>> added = new LinkedHashMap<>();

    private final Set<String> made = new HashSet<>();

    @Override
    public void statement(StatementContext context) {
        Command command = context.command();
        if (command instanceof AddEnumValue add) {
            if (context.inTransaction() && !isFree(context, add)) {
                added.computeIfAbsent(Sql.literal(add.value()), literal -> new ArrayList<>(1))
                        .add(add);
            }
        } else if (command instanceof CreateObject create && create.kind() == CreateObject.Kind.TYPE) {
            made.add(nameOf(create.definition()));
        } else if (command instanceof TransactionControl control && control.ends()) {
            clear();
        } else if (!added.isEmpty() && mayUse(command)) {
            List<Token> tokens = SqlLexer.tokens(context.statement().sql());
            for (AddEnumValue add : mentioned(tokens)) {
                if (isOfType(context, tokens, add)) {
                    context.report(
                            "the value " + Sql.literal(add.value()) + " of " + add.type()
                                    + " was added in this transaction and can be used only after its commit: this fails"
                                    + " with \"unsafe use of new value\"",
                            "Move ALTER TYPE " + add.type() + " ADD VALUE " + Sql.literal(add.value())
                                    + " to a changeSet of its own before this one.");
                    return;
                }
            }
        }
    }

    @Override
    public void changeSet(ChangeSetContext context) {
        clear();
    }

    /** From PostgreSQL 17 on, a type made in the same transaction takes its new values at once. */
    private boolean isFree(StatementContext context, AddEnumValue add) {
        return context.versions().oldest().major() >= 17
                && made.contains(add.type().name());
    }

    private static String nameOf(String definition) {
        List<Token> tokens = SqlLexer.tokens(definition);
        boolean qualified = tokens.size() > 2 && tokens.get(1).is(".");
        return tokens.isEmpty() ? "" : tokens.get(qualified ? 2 : 0).name();
    }

    private void clear() {
        added.clear();
        made.clear();
    }

    private static boolean mayUse(Command command) {
        return !(command instanceof CommentOn
                || command instanceof CommentOnObject
                || command instanceof CreateFunction);
    }

    /** The values that stand in a statement, in the order of their adding. */
    private List<AddEnumValue> mentioned(List<Token> tokens) {
        Set<String> literals = tokens.stream()
                .filter(token -> token.kind() == Token.Kind.STRING)
                .map(Token::text)
                .filter(added::containsKey)
                .collect(Collectors.toSet());
        return literals.isEmpty()
                ? List.of()
                : added.entrySet().stream()
                        .filter(entry -> literals.contains(entry.getKey()))
                        .flatMap(entry -> entry.getValue().stream())
                        .toList();
    }

    private static boolean isOfType(StatementContext context, List<Token> tokens, AddEnumValue add) {
        Set<QualifiedName> tables = context.catalog().tablesUsing(add.type()).orElse(null);
        return tables == null
                || tokens.stream().anyMatch(token -> token.isName() && isNamed(token.name(), add.type(), tables));
    }

    private static boolean isNamed(String name, QualifiedName type, Set<QualifiedName> tables) {
        if (name.equals(type.name())) {
            return true;
        }
        for (QualifiedName table : tables) {
            if (name.equals(table.name())) {
                return true;
            }
        }
        return false;
    }
}
