package liquibase.ext.online.lint.finding;

/**
 * A stretch of a file. Lines and columns count from 1, columns in UTF-16 units; the end is the place behind the last
 * character.
 *
 * @param file its path from the working directory, or as Liquibase names it where it is no plain file; forward slashes
 */
public record Place(String file, int line, int column, int endLine, int endColumn) {

    /** The beginning of a file, for what has no closer place. */
    public static Place startOf(String file) {
        return new Place(file, 1, 1, 1, 1);
    }

    /** {@code file:line:column}, which terminals and editors turn into a link. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
