/** The report formats, one class each. */
@NullMarked
package liquibase.ext.online.lint.report;

import org.jspecify.annotations.NullMarked;
