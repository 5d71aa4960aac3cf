package liquibase.ext.online.sql;

/** When a constraint is checked. */
public enum Deferral {
    /** After each statement, always: PostgreSQL's default. */
    NOT_DEFERRABLE(""),
    /** After each statement, unless SET CONSTRAINTS says otherwise. */
    DEFERRABLE(" DEFERRABLE"),
    /** At commit, unless SET CONSTRAINTS says otherwise. */
    INITIALLY_DEFERRED(" DEFERRABLE INITIALLY DEFERRED");

    private final String suffix;

    Deferral(String suffix) {
        this.suffix = suffix;
    }

    /** The text behind a constraint, with a leading space, or nothing. */
    String suffix() {
        return suffix;
    }

    /** From the two attributes of Liquibase; a constraint that is initially deferred is deferrable. */
    public static Deferral of(boolean deferrable, boolean initiallyDeferred) {
        return initiallyDeferred ? INITIALLY_DEFERRED : deferrable ? DEFERRABLE : NOT_DEFERRABLE;
    }
}
