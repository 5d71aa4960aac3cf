package liquibase.ext.online.lint.rule;

import java.util.List;
import java.util.Optional;
import liquibase.ext.online.lint.catalog.Table.Partitioning;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import liquibase.ext.online.sql.ValidateConstraint;

/**
 * The CHECK by which PostgreSQL knows, without a look at the rows, that they fit the bound of a partition, or that those of
 * the default partition do not. It is written for one key column; of several the server proves nothing as simple.
 */
final class BoundCheck {
    private BoundCheck() {}

    /** Adds it to the new partition, NOT VALID first. */
    static void fits(
            StatementContext context, Steps steps, QualifiedName partition, QualifiedName parent, String bound) {
        Optional<String> condition = condition(context, parent, bound);
        if (condition.isPresent()) {
            add(steps, partition, partition.name() + "_fits", condition.get());
        } else {
            steps.first("Before it, give " + partition
                    + " a CHECK that demands of every row what the bound demands, and that"
                    + " the key is not NULL: NOT VALID first, then VALIDATE CONSTRAINT in a changeSet of its own.");
        }
    }

    /** Adds its opposite to the default partition, which may not be known. */
    static void fitsNot(
            StatementContext context, Steps steps, QualifiedName partition, QualifiedName parent, String bound) {
        Optional<QualifiedName> rest = context.catalog().defaultPartition(parent);
        Optional<String> condition = condition(context, parent, bound);
        if (rest.isPresent() && condition.isPresent()) {
            add(steps, rest.get(), "not_in_" + partition.name(), "NOT (" + condition.get() + ")");
        } else {
            steps.first(
                    "Before it, give the default partition a CHECK that says the opposite of the bound: NOT VALID first,"
                            + " then VALIDATE CONSTRAINT in a changeSet of its own.");
        }
    }

    private static void add(Steps steps, QualifiedName table, String name, String condition) {
        steps.shortly(AlterTable.of(table, AddConstraint.notValid(name, new Check(condition)))
                        .sql())
                .alone(AlterTable.of(table, new ValidateConstraint(name)).sql());
    }

    private static Optional<String> condition(StatementContext context, QualifiedName parent, String bound) {
        return context.catalog()
                .table(parent)
                .flatMap(table -> table.partitioning())
                .filter(by -> by.keys().size() == 1
                        && SqlLexer.tokens(by.keys().get(0)).size() == 1)
                .flatMap(by -> condition(by, bound));
    }

    private static Optional<String> condition(Partitioning by, String bound) {
        String column = by.keys().get(0);
        List<Token> tokens = SqlLexer.tokens(bound);
        StringBuilder text = new StringBuilder(column).append(" IS NOT NULL");
        if (by.strategy().equalsIgnoreCase("RANGE")) {
            int to = indexOf(tokens, "TO");
            if (to < 0) {
                return Optional.empty();
            }
            end(text, column + " >= ", bound, tokens.subList(4, to - 1));
            end(text, column + " < ", bound, tokens.subList(to + 2, tokens.size() - 1));
            return Optional.of(text.toString());
        }
        boolean list = by.strategy().equalsIgnoreCase("LIST")
                && indexOf(tokens, "IN") > 0
                && tokens.stream().noneMatch(token -> token.is("NULL"));
        return list
                ? Optional.of(text.append(" AND ")
                        .append(column)
                        .append(" IN ")
                        .append(bound, tokens.get(3).start(), bound.length())
                        .toString())
                : Optional.empty();
    }

    private static void end(StringBuilder text, String side, String bound, List<Token> value) {
        if (!value.get(0).is("MINVALUE") && !value.get(0).is("MAXVALUE")) {
            text.append(" AND ")
                    .append(side)
                    .append(
                            bound,
                            value.get(0).start(),
                            value.get(value.size() - 1).end());
        }
    }

    private static int indexOf(List<Token> tokens, String word) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is(word)) {
                return i;
            }
        }
        return -1;
    }
}
