package liquibase.ext.online.lint.changelog;

/**
 * A text that is sent to the server as a whole.
 *
 * @param written as it is found in the changelog, where it is written there
 * @param sent what the server gets
 */
record Message(String written, String sent) {}
