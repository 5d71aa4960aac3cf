package liquibase.ext.online.fill;

import java.util.List;
import java.util.stream.Stream;
import liquibase.ext.online.server.KeyColumn;

/** Columns of keys as a server describes them. */
final class Keys {
    private Keys() {}

    static KeyColumn of(String name, String type) {
        return of(name, type, "pg_catalog");
    }

    static KeyColumn of(String name, String type, String schema) {
        List<String> operators = Stream.of("<", "<=", "=", ">=", ">")
                .map(operator -> "OPERATOR(" + schema + "." + operator + ")")
                .toList();
        return new KeyColumn(name, type, type.contains("._"), operators);
    }
}
