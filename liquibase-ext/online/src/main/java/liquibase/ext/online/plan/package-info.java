/** What to do, as values: no connection, no file, no clock. */
@NullMarked
package liquibase.ext.online.plan;

import org.jspecify.annotations.NullMarked;
