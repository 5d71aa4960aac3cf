package liquibase.ext.online.server;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.sql.Sql;

/**
 * A search_path.
 *
 * @param schemas in their true case, {@code $user} among them as it is written
 */
record SearchPath(List<String> schemas) {
    /** What ours is read in: nobody but a superuser creates in pg_catalog, and pg_temp comes first unless it is named. */
    static final SearchPath OURS = new SearchPath(List.of("pg_catalog", "pg_temp"));

    SearchPath {
        schemas = List.copyOf(schemas);
    }

    /** Reads what SHOW gives: SQL identifiers between commas, folded where they are not quoted. */
    static SearchPath of(String setting) {
        List<String> schemas = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < setting.length(); i++) {
            char c = setting.charAt(i);
            if (c == '"') {
                boolean again = !quoted && i > 0 && setting.charAt(i - 1) == '"';
                name.append(again ? "\"" : "");
                quoted = !quoted;
            } else if (quoted) {
                name.append(c);
            } else if (c == ',') {
                schemas.add(name.toString());
                name.setLength(0);
            } else if (!Character.isWhitespace(c)) {
                name.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
            }
        }
        schemas.add(name.toString());
        return new SearchPath(schemas);
    }

    /** For the session. */
    String set() {
        return "SET search_path TO " + list();
    }

    /** For the rest of a transaction, its COMMIT included, where deferred triggers run. */
    String setLocal() {
        return "SET LOCAL search_path TO " + list() + "; ";
    }

    /** What {@link #of} reads. */
    String setting() {
        return Sql.names(schemas);
    }

    private String list() {
        return schemas.stream().map(Sql::literal).collect(Collectors.joining(", "));
    }
}
