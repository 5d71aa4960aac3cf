package liquibase.ext.online.read;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.sql.Token;

/** What a condition demands in each case: itself, or the parts that AND joins to the whole of it. */
public final class Conjuncts {
    private Conjuncts() {}

    /** The parts in order, without the parentheses around each; one that OR joins is not cut. */
    public static List<List<Token>> of(List<Token> condition) {
        List<Token> bare = unwrap(condition);
        List<List<Token>> parts = cut(bare);
        return parts.size() == 1
                ? List.of(bare)
                : parts.stream().flatMap(part -> of(part).stream()).toList();
    }

    /** What stands in parentheses, when they are around the whole. */
    static List<Token> unwrap(List<Token> tokens) {
        List<Token> inner = tokens;
        while (inner.size() > 2 && inner.get(0).is("(") && closing(inner) == inner.size() - 1) {
            inner = inner.subList(1, inner.size() - 1);
        }
        return inner;
    }

    private static int closing(List<Token> tokens) {
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            depth += tokens.get(i).is("(") ? 1 : tokens.get(i).is(")") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static List<List<Token>> cut(List<Token> condition) {
        List<List<Token>> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        boolean inBetween = false;
        for (int i = 0; i < condition.size(); i++) {
            Token token = condition.get(i);
            boolean isField = i > 0 && condition.get(i - 1).is(".");
            depth += isField ? 0 : deeper(token);
            if (depth > 0 || isField) {
                continue;
            }
            if (token.is("or")) {
                return List.of(condition);
            }
            if (token.is("between")) {
                inBetween = true;
            } else if (token.is("and") && inBetween) {
                inBetween = false;
            } else if (token.is("and")) {
                parts.add(condition.subList(start, i));
                start = i + 1;
            }
        }
        parts.add(condition.subList(start, condition.size()));
        return parts;
    }

    private static int deeper(Token token) {
        if (token.is("(") || token.is("[") || token.is("case")) {
            return 1;
        }
        return token.is(")") || token.is("]") || token.is("end") ? -1 : 0;
    }
}
