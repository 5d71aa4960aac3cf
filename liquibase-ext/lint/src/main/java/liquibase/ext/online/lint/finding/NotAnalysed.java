package liquibase.ext.online.lint.finding;

/**
 * A change or statement that could not be judged.
 *
 * @param what the change's name, or the beginning of the statement
 * @param reason why not
 */
public record NotAnalysed(ChangeSetId changeSet, Place place, String what, String reason) {}
