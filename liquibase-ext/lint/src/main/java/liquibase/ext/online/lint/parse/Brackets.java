package liquibase.ext.online.lint.parse;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import liquibase.ext.online.read.Doubt;
import liquibase.ext.online.sql.Token;

/** Whether the brackets of a statement are closed, and how deep they are. */
final class Brackets {
    private Brackets() {}

    /** The first bracket that is closed by none or closes none, or that has more than {@code deepest} others around it. */
    static Optional<Doubt.Problem> problem(List<Token> tokens, int deepest) {
        int start = tokens.get(0).start();
        Deque<Token> open = new ArrayDeque<>();
        for (Token token : tokens) {
            if (token.is("(") || token.is("[")) {
                open.push(token);
                if (open.size() > deepest) {
                    return Optional.of(
                            new Doubt.Problem("it is nested too deeply to be checked", token.start() - start));
                }
            } else if (token.is(")") || token.is("]")) {
                Token opening = open.poll();
                if (opening == null || opening.is("(") != token.is(")")) {
                    return Optional.of(
                            new Doubt.Problem("'" + token.text() + "' closes nothing", token.start() - start));
                }
            }
        }
        return Optional.ofNullable(open.peek())
                .map(token -> new Doubt.Problem("'" + token.text() + "' is never closed", token.start() - start));
    }
}
