package liquibase.ext.online.lint.finding;

import java.util.Locale;

/** What a change does to a running application or to its data; the order is that of the JSON report's schema. */
public enum Effect {
    /** Readers or writers wait for a time that grows with a table. */
    BLOCKING(Severity.ERROR),
    /** Rows stay locked for a time that grows with their number: whoever writes one of them waits, nobody else does. */
    ROW_LOCKS(Severity.ERROR),
    /** Readers or writers wait for a moment, or, without a lock_timeout, as long as the change itself waits. */
    SHORT_LOCK(Severity.WARNING),
    /** It fails, always or on a table with rows. */
    FAILS(Severity.ERROR),
    /** The version of the application that still runs breaks. */
    COMPATIBILITY(Severity.WARNING),
    /** It succeeds and leaves the data or the schema other than the author thinks. */
    WRONG_DATA(Severity.ERROR),
    /** Nothing bad in itself. */
    ADVICE(Severity.INFO);

    private final Severity severity;

    Effect(Severity severity) {
        this.severity = severity;
    }

    /** The severity of a rule with this effect, unless it is configured otherwise. */
    public Severity severity() {
        return severity;
    }

    /** As reports write it, such as {@code short-lock}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
