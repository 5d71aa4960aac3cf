package liquibase.ext.online.it.server;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PostgreSQL JDBC URL, taken apart just enough to point it at another database of the same server. */
record JdbcUrl(String server, String parameters) {
    private static final Pattern SHAPE = Pattern.compile("(jdbc:postgresql://[^/?]+)(?:/[^?]*)?(\\?.*)?");

    static JdbcUrl parse(String url) {
        Matcher matcher = SHAPE.matcher(url);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "Not of the form jdbc:postgresql://host:port/database?user=…&password=…: " + url);
        }
        return new JdbcUrl(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
    }

    String to(String database) {
        return server + "/" + database + parameters;
    }
}
