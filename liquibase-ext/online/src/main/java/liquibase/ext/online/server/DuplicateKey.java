package liquibase.ext.online.server;

import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** unique_violation, with the key that two rows have; the message does not show it. */
public final class DuplicateKey extends SQLException {
    private static final long serialVersionUID = 1L;

    /** In the detail, in whatever language the server speaks. */
    private static final Pattern KEY = Pattern.compile("\\(.*\\)=\\(.*\\)");

    private final String key;

    DuplicateKey(String message, SQLException failure, String detail) {
        super(message, failure.getSQLState(), failure.getErrorCode());
        Matcher shown = KEY.matcher(detail);
        this.key = shown.find() ? shown.group() : "";
    }

    /** Columns and values as the server shows them, such as {@code (sku)=(A7)}; empty where it does not. */
    public String key() {
        return key;
    }
}
