package liquibase.ext.online.lint.source;

import liquibase.ext.online.lint.finding.Place;

/**
 * A suppression that has no effect because of how or where it is written.
 *
 * @param message one sentence without a full stop
 */
public record SuppressionProblem(String message, Place place) {}
