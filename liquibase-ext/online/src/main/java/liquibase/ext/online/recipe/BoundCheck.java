package liquibase.ext.online.recipe;

import java.util.List;
import java.util.Optional;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.Partitioning;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;

/**
 * The CHECK by which PostgreSQL knows, without a look at the rows, that they fit the bound of a partition, or that those of
 * the default partition do not. It is written for one key column; of several the server proves nothing as simple.
 */
record BoundCheck(Known known, QualifiedName parent, QualifiedName partition, String bound) {

    /** Adds it to the new partition, NOT VALID first. */
    void fits(Way way) {
        Optional<String> condition = condition();
        if (condition.isPresent()) {
            ByHand.notValid(way, partition, partition.name() + "_fits", new Check(condition.get()));
        } else {
            way.first("Before it, give " + partition
                    + " a CHECK that demands of every row what the bound demands, and that"
                    + " the key is not NULL: NOT VALID first, then VALIDATE CONSTRAINT in a changeSet of its own.");
        }
    }

    /** Adds its opposite to the default partition, which may not be known. */
    void fitsNot(Way way) {
        Optional<QualifiedName> rest = known.defaultPartition(parent);
        Optional<String> condition = condition();
        if (rest.isPresent() && condition.isPresent()) {
            ByHand.notValid(way, rest.get(), "not_in_" + partition.name(), new Check("NOT (" + condition.get() + ")"));
        } else {
            way.first(
                    "Before it, give the default partition a CHECK that says the opposite of the bound: NOT VALID first,"
                            + " then VALIDATE CONSTRAINT in a changeSet of its own.");
        }
    }

    private Optional<String> condition() {
        return known.partitioningOf(parent)
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
