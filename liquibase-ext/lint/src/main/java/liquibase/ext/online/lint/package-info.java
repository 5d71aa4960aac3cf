/** The linter: reads SQL into commands and judges them. */
@NullMarked
package liquibase.ext.online.lint;

import org.jspecify.annotations.NullMarked;
