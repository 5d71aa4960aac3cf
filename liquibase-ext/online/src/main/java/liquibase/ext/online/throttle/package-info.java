/** What holds a backfill back: one class per signal, each of which holds when it cannot be read. */
@NullMarked
package liquibase.ext.online.throttle;

import org.jspecify.annotations.NullMarked;
