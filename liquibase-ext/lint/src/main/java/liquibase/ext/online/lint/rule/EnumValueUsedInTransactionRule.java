package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import liquibase.ext.online.lint.finding.Effect;
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
    private final List<AddEnumValue> added = new ArrayList<>();
    private final Set<String> made = new HashSet<>();

    @Override
    public void statement(StatementContext context) {
        Command command = context.command();
        if (command instanceof AddEnumValue add) {
            if (context.inTransaction() && !isFree(context, add)) {
                added.add(add);
            }
        } else if (command instanceof CreateObject create && create.kind() == CreateObject.Kind.TYPE) {
            made.add(nameOf(create.definition()));
        } else if (command instanceof TransactionControl control && control.ends()) {
            clear();
        } else if (!added.isEmpty() && mayUse(command)) {
            List<Token> tokens = SqlLexer.tokens(context.statement().sql());
            for (AddEnumValue add : added) {
                if (uses(context, tokens, add)) {
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

    private static boolean uses(StatementContext context, List<Token> tokens, AddEnumValue add) {
        String literal = Sql.literal(add.value());
        boolean mentioned = false;
        boolean ofType = false;
        Set<QualifiedName> tables = context.catalog().tablesUsing(add.type()).orElse(null);
        for (Token token : tokens) {
            mentioned |= token.kind() == Token.Kind.STRING && token.text().equals(literal);
            ofType |= tables == null || (token.isName() && isNamed(token.name(), add.type(), tables));
        }
        return mentioned && ofType;
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
