/** The linter beside the servers that it speaks of. */
@NullMarked
package liquibase.ext.online.it.lint;

import org.jspecify.annotations.NullMarked;
