package liquibase.ext.online.lint.changelog;

import java.util.List;
import liquibase.ext.online.lint.finding.Place;

/**
 * The databases that a part of a changelog is for, as its author names them.
 *
 * @param part what it is, such as {@code changeSet}
 * @param names such as {@code postgresql} and {@code !h2}, without spaces around them
 */
public record ForDatabases(String part, List<String> names, Place place) {
    public ForDatabases {
        names = List.copyOf(names);
    }
}
