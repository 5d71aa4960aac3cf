package liquibase.ext.online.lint.source;

import liquibase.ext.online.lint.finding.Place;

/**
 * Where a changelog includes others.
 *
 * @param name {@code include} or {@code includeAll}
 * @param file what it includes, as it is written; empty when nothing is
 * @param place of the start tag in XML, of the key in YAML and JSON
 */
public record IncludeSource(String name, String file, Place place) {}
