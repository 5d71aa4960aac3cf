package liquibase.ext.online.recipe;

import java.util.Locale;
import liquibase.ext.online.sql.Type;

/** Types as one writes them in a changelog. */
public final class SqlTypes {
    private SqlTypes() {}

    /** In small letters, since Liquibase makes capitals of them. */
    public static String written(String sql) {
        return sql.indexOf('"') >= 0 ? sql : sql.toLowerCase(Locale.ROOT);
    }

    /** The type of the numbers in a serial column; any other type as it is. */
    static String ofNumbers(String sql) {
        Type type = Type.of(sql);
        return !type.isSerial()
                ? written(sql)
                : switch (type.name()) {
                    case "bigserial", "serial8" -> "bigint";
                    case "smallserial", "serial2" -> "smallint";
                    default -> "integer";
                };
    }
}
