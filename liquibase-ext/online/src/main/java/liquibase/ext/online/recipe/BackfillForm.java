package liquibase.ext.online.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import liquibase.ext.online.read.Conjuncts;
import liquibase.ext.online.sql.Expression;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.RowCondition;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import liquibase.ext.online.sql.Type;
import liquibase.ext.online.sql.Update;
import liquibase.ext.online.sql.Update.Assignment;
import liquibase.ext.online.sql.Volatility;

/**
 * backfillInBatches in place of an UPDATE. It writes the same rows only with a condition that its values make false, and
 * without one those in which a column is NULL, so the condition is part of the advice.
 */
final class BackfillForm {
    /** They have no operator that tells whether two values are the same. */
    private static final Set<String> WITHOUT_EQUALITY = Set.of("json", "xml", "point", "polygon", "box", "circle");

    private static final Set<String> TEXTS = Set.of("character varying", "character", "text", "name");

    private static final Set<String> NUMBERS =
            Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision");

    /** Another value in each transaction, and so in each batch. */
    private static final Set<String> CLOCKS = Set.of(
            "now",
            "transaction_timestamp",
            "statement_timestamp",
            "current_timestamp",
            "current_time",
            "current_date",
            "localtimestamp",
            "localtime");

    private final Known known;
    private final Update update;

    private BackfillForm(Known known, Update update) {
        this.known = known;
        this.update = update;
    }

    /** The change; its where is empty when only the author can say which rows are left. */
    static ChangeForm of(Known known, Update update) {
        ChangeForm form = ChangeForm.of("backfillInBatches", update.table());
        for (Assignment set : update.assignments()) {
            form = form.column("name", set.column(), "valueComputed", set.expression());
        }
        return form.where(new BackfillForm(known, update).where().orElse(""));
    }

    private Optional<String> where() {
        String picked =
                update.where() == null || RowCondition.of(update.where()).isAlwaysTrue() ? "" : update.where();
        if (!picked.isEmpty() && picksEmpty(picked)) {
            return Optional.of(picked);
        }
        List<String> left = new ArrayList<>();
        for (Assignment set : update.assignments()) {
            if (new Expression(set.expression()).isNull()) {
                left.add(Sql.name(set.column()) + " IS NOT NULL");
            } else if (isSteady(set.expression())) {
                left.add(isLeft(set.column(), set.expression(), known.typeOf(update.table(), set.column())));
            } else {
                return Optional.empty();
            }
        }
        String any = String.join(" OR ", left);
        return Optional.of(
                picked.isEmpty() ? any : grouped(picked) + " AND " + (left.size() > 1 ? "(" + any + ")" : any));
    }

    /** Whether only rows are picked in which a column is NULL that gets a value which is not. */
    private boolean picksEmpty(String picked) {
        for (List<Token> part : Conjuncts.of(SqlLexer.tokens(picked))) {
            String text = picked.substring(
                    part.get(0).start(), part.get(part.size() - 1).end());
            for (Assignment set : update.assignments()) {
                boolean value = isLiteral(set.expression())
                        || isClock(set.expression())
                        || Volatility.of(set.expression()).volatileFunction();
                if (value && new Expression(text).isNullTestOf(set.column())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether it is the same in each batch, whatever has been written by then. */
    private boolean isSteady(String value) {
        Expression expression = new Expression(value);
        return !value.equalsIgnoreCase("DEFAULT")
                && !isClock(value)
                && (!Volatility.of(value).mayBeVolatile() || known.provesNotVolatile(value))
                && update.assignments().stream().noneMatch(set -> expression.mentions(set.column()));
    }

    private static boolean isClock(String value) {
        return SqlLexer.tokens(value).stream().anyMatch(token -> token.isName() && CLOCKS.contains(token.name()));
    }

    /**
     * That a row has another value; the new one as the column has it, since one that is rounded would never be there.
     *
     * @param typeOf of the column, as far as it is known
     */
    static String isLeft(String name, String expression, Optional<String> typeOf) {
        String column = Sql.name(name);
        String value = new Expression(expression).closed();
        if (typeOf.isPresent()) {
            Type type = Type.of(typeOf.get());
            String written = SqlTypes.written(typeOf.get());
            if (WITHOUT_EQUALITY.contains(type.name())) {
                return "CAST(" + column + " AS text) IS DISTINCT FROM CAST(CAST(" + value + " AS " + written
                        + ") AS text)";
            }
            if (!isAlready(value, type) && !(value.startsWith("CAST(") && value.endsWith(" AS " + written + ")"))) {
                return column + " IS DISTINCT FROM CAST(" + value + " AS " + written + ")";
            }
        }
        return column + " IS DISTINCT FROM " + (isLiteral(value) ? value : "(" + value + ")");
    }

    /** Whether a literal is of a type as it stands, and is not rounded by it. */
    private static boolean isAlready(String value, Type type) {
        List<Token> tokens = SqlLexer.tokens(value);
        Token only = tokens.get(0);
        if (tokens.size() > 1) {
            return false;
        }
        if (only.kind() == Token.Kind.STRING) {
            return type.modifiers().isEmpty() || TEXTS.contains(type.name());
        }
        return isWholeNumber(value)
                ? NUMBERS.contains(type.name())
                : type.name().equals("boolean") && (only.is("TRUE") || only.is("FALSE"));
    }

    private static boolean isLiteral(String value) {
        List<Token> tokens = SqlLexer.tokens(value);
        Token only = tokens.get(0);
        return tokens.size() == 1
                && (only.kind() == Token.Kind.STRING || isWholeNumber(value) || only.is("TRUE") || only.is("FALSE"));
    }

    private static boolean isWholeNumber(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static String grouped(String condition) {
        boolean joins = SqlLexer.tokens(condition).stream().anyMatch(token -> token.is("OR"));
        return joins || condition.contains("--") ? "(" + new Expression(condition).closed() + ")" : condition;
    }
}
