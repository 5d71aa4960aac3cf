package liquibase.ext.online.read;

import liquibase.ext.online.sql.Token;

/** Thrown at the first word that the records have no place for; the statement becomes {@link Other}. */
final class NotModelledException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotModelledException(Token token) {
        super("not modelled: " + token.text(), null, false, false);
    }
}
