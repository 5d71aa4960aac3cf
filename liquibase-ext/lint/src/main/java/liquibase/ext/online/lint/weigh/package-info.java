/** What is said of findings after they are made: severities, suppressions, and one finding for many. */
@NullMarked
package liquibase.ext.online.lint.weigh;

import org.jspecify.annotations.NullMarked;
