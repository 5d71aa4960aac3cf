package liquibase.ext.online.lint.catalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import liquibase.ext.online.lint.changelog.SessionNames;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import org.jspecify.annotations.Nullable;

/** The search_path: that of the session which once ran the history, and that of the one which runs what runs now. */
final class SchemaPath {
    private final SessionNames session;
    private List<String> once;
    private List<String> now;
    private @Nullable List<String> local;
    private boolean runsNow = true;
    private List<String> onceBefore;
    private List<String> nowBefore;

    /** Of sessions that begin with these names. */
    SchemaPath(SessionNames session) {
        this.session = session;
        this.once = withDefaultFirst(session.sessionPath());
        this.now = once;
        this.onceBefore = once;
        this.nowBefore = once;
    }

    /** The schemas in which the present changeSet finds what it names, first to last; never empty. */
    List<String> schemas() {
        return local != null ? local : runsNow ? now : once;
    }

    /** As a SET gives it; null puts back what the session began with. */
    void set(@Nullable String value, boolean isLocal) {
        List<String> path = value == null ? session.sessionPath() : parse(value);
        local = isLocal ? path : null;
        if (!isLocal) {
            once = path;
            now = runsNow ? path : now;
        }
    }

    /**
     * Ends what SET LOCAL did. What SET did lasts, but what history has set does not hold for what runs now; and before each
     * changeSet Liquibase puts the default schema at the head of what is left.
     */
    void beginChangeSet(boolean isRunNow) {
        local = null;
        runsNow = isRunNow;
        once = withDefaultFirst(once);
        now = withDefaultFirst(now);
        beginTransaction();
    }

    /** A ROLLBACK from now on puts back what holds now. */
    void beginTransaction() {
        local = null;
        onceBefore = once;
        nowBefore = now;
    }

    void rollBack() {
        local = null;
        once = onceBefore;
        now = nowBefore;
    }

    private List<String> withDefaultFirst(List<String> rest) {
        Set<String> schemas = new LinkedHashSet<>(List.of(session.defaultSchema()));
        schemas.addAll(rest);
        return List.copyOf(schemas);
    }

    private List<String> parse(String value) {
        List<String> schemas = new ArrayList<>();
        for (Token token : SqlLexer.tokens(value)) {
            String schema = token.isName()
                    ? token.name()
                    : token.kind() == Token.Kind.STRING
                            ? token.text().substring(1, token.text().length() - 1)
                            : "";
            if (!schema.isEmpty() && !schema.equals("$user") && !schema.equals("default")) {
                schemas.add(schema);
            }
        }
        return schemas.isEmpty() ? session.sessionPath() : List.copyOf(schemas);
    }
}
