/** The linter as its users meet it. */
@NullMarked
package liquibase.ext.online.it.lint;

import org.jspecify.annotations.NullMarked;
