package liquibase.ext.online.lint.changelog;

import liquibase.ext.online.lint.finding.Place;
import org.jspecify.annotations.Nullable;

/** A changelog or configuration with which nothing can be judged; the message is for its author. */
public final class ChangelogException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient @Nullable Place place;

    /** What is wrong, where, and what to do. */
    public ChangelogException(String message, @Nullable Place place, @Nullable Throwable cause) {
        super(place == null ? message : place + ": " + message, cause);
        this.place = place;
    }

    /** Where it is, or null when that is not known. */
    public @Nullable Place place() {
        return place;
    }
}
