package liquibase.ext.online.lint.finding;

/**
 * What makes a changeSet the one it is in DATABASECHANGELOG.
 *
 * @param file the path as Liquibase records it, the logicalFilePath where there is one
 */
public record ChangeSetId(String file, String id, String author) {

    /** As Liquibase writes it. */
    @Override
    public String toString() {
        return file + "::" + id + "::" + author;
    }
}
