package liquibase.ext.online.lint.source;

/** A file cannot be read further. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int start;
    private final int end;

    MalformedException(String message, int start, int end) {
        super(message);
        this.start = start;
        this.end = end;
    }

    /** The index of the first character at fault. */
    int start() {
        return start;
    }

    /** The index behind the last character at fault. */
    int end() {
        return end;
    }
}
