/** The linter's claims beside what servers show. */
@NullMarked
package liquibase.ext.online.it.lint;

import org.jspecify.annotations.NullMarked;
