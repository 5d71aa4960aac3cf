/** What holds a backfill back, read from real servers. */
@NullMarked
package liquibase.ext.online.it.throttle;

import org.jspecify.annotations.NullMarked;
