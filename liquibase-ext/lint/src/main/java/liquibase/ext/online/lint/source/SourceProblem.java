package liquibase.ext.online.lint.source;

import liquibase.ext.online.lint.finding.Place;

/**
 * What keeps a file from being read to its end.
 *
 * @param message one sentence without a full stop
 */
public record SourceProblem(String message, Place place) {}
