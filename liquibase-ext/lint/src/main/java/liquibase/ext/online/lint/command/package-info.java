/** The linter as a command of Liquibase. */
@NullMarked
package liquibase.ext.online.lint.command;

import org.jspecify.annotations.NullMarked;
