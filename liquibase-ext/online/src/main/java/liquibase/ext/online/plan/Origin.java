package liquibase.ext.online.plan;

/**
 * Where a plan comes from; with the number of the step it is the key of a backfill's progress.
 *
 * @param changeIndex place of the change in its changeSet, from 0
 */
public record Origin(String id, String author, String path, int changeIndex) {
    @Override
    public String toString() {
        return path + "::" + id + "::" + author;
    }
}
