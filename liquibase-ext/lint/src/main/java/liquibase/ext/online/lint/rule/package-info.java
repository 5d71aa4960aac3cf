/** The rules, one class each. */
@NullMarked
package liquibase.ext.online.lint.rule;

import org.jspecify.annotations.NullMarked;
