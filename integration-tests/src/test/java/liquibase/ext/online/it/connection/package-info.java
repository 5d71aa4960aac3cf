/** Sessions beside the run's own, and where they come from. */
@NullMarked
package liquibase.ext.online.it.connection;

import org.jspecify.annotations.NullMarked;
