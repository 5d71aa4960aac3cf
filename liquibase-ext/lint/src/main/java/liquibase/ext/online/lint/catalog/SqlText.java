package liquibase.ext.online.lint.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;

/** Names inside SQL text that is kept as text. */
final class SqlText {
    private SqlText() {}

    /** Those of {@code columns} that an expression names, in the order of the expression. */
    static Set<String> columnsIn(String expression, Collection<String> columns) {
        Set<String> found = new LinkedHashSet<>();
        List<Token> tokens = SqlLexer.tokens(expression);
        for (int i = 0; i < tokens.size(); i++) {
            if (isColumn(tokens, i) && columns.contains(tokens.get(i).name())) {
                found.add(tokens.get(i).name());
            }
        }
        return found;
    }

    /** Whether an expression names a column. */
    static boolean mentions(String expression, String column) {
        return !columnsIn(expression, List.of(column)).isEmpty();
    }

    /** The expression with another name for a column. */
    static String rename(String expression, String from, String to) {
        List<Token> tokens = SqlLexer.tokens(expression);
        StringBuilder text = new StringBuilder();
        int copied = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (isColumn(tokens, i) && token.name().equals(from)) {
                text.append(expression, copied, token.start()).append(Sql.name(to));
                copied = token.end();
            }
        }
        return copied == 0
                ? expression
                : text.append(expression.substring(copied)).toString();
    }

    static List<String> replace(List<String> names, String from, String to) {
        return names.contains(from)
                ? names.stream().map(name -> name.equals(from) ? to : name).toList()
                : names;
    }

    /** The names in a list such as {@code a, s."B"}; what is no name is left out. */
    static List<QualifiedName> names(String list) {
        List<Token> tokens = SqlLexer.tokens(list);
        List<QualifiedName> names = new ArrayList<>();
        int at = 0;
        while (at < tokens.size()) {
            Optional<QualifiedName> name = nameAt(tokens, at);
            name.ifPresent(names::add);
            at += name.isPresent() && name.get().schema() != null ? 3 : 1;
            while (at < tokens.size() && !tokens.get(at).is(",")) {
                at++;
            }
            at++;
        }
        return names;
    }

    /** The name of a relation or type that begins at a token. */
    static Optional<QualifiedName> nameAt(List<Token> tokens, int at) {
        if (at >= tokens.size() || !tokens.get(at).isName()) {
            return Optional.empty();
        }
        boolean qualified = at + 2 < tokens.size()
                && tokens.get(at + 1).is(".")
                && tokens.get(at + 2).isName();
        return Optional.of(
                qualified
                        ? new QualifiedName(
                                tokens.get(at).name(), tokens.get(at + 2).name())
                        : QualifiedName.of(tokens.get(at).name()));
    }

    private static boolean isColumn(List<Token> tokens, int i) {
        return tokens.get(i).isName()
                && (i + 1 == tokens.size() || !tokens.get(i + 1).is("("))
                && (i == 0 || !tokens.get(i - 1).is("::"));
    }
}
