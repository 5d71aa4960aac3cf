/** The linter in a process of its own. */
@NullMarked
package liquibase.ext.online.lint.process;

import org.jspecify.annotations.NullMarked;
