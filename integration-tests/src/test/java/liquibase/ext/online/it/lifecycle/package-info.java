/** What happens to a changeSet from its first update to its rollback, over the examples in {@code changelogs/}. */
@NullMarked
package liquibase.ext.online.it.lifecycle;

import org.jspecify.annotations.NullMarked;
