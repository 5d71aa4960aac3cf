package liquibase.ext.online.read;

import liquibase.ext.online.sql.Command;

/**
 * A command and its place in the text it was read from.
 *
 * @param start the index of its first character
 * @param end the index behind its last character, the semicolon left out
 */
public record Statement(Command command, int start, int end) {}
