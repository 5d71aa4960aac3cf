/** What one run of the linter needs and does: its settings, where it looks for files, and snapshots. */
@NullMarked
package liquibase.ext.online.lint.run;

import org.jspecify.annotations.NullMarked;
