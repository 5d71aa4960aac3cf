package liquibase.ext.online.sql;

import java.util.List;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/** The tables that the definition of a publication names, each locked against other DDL. */
final class Publications {
    private Publications() {}

    static Footprint footprint(String definition) {
        List<Token> tokens = SqlLexer.tokens(definition);
        Footprint footprint = Footprint.NONE;
        int depth = 0;
        boolean listed = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
            listed |= token.is("TABLE");
            boolean before = token.is("TABLE") || (token.is(",") && depth == 0);
            if (listed && before && i + 1 < tokens.size()) {
                int name = tokens.get(i + 1).is("ONLY") ? i + 2 : i + 1;
                footprint = footprint.and(nameAt(tokens, name), LockMode.SHARE_UPDATE_EXCLUSIVE, Work.CATALOG_ONLY);
            }
        }
        return footprint;
    }

    private static QualifiedName nameAt(List<Token> tokens, int at) {
        String first = tokens.get(Math.min(at, tokens.size() - 1)).name();
        return at + 2 < tokens.size() && tokens.get(at + 1).is(".")
                ? new QualifiedName(first, tokens.get(at + 2).name())
                : QualifiedName.of(first);
    }
}
