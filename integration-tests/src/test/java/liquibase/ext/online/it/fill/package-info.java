/** The backfill on real servers: what it writes, how often, and what happens when something is in its way. */
@NullMarked
package liquibase.ext.online.it.fill;

import org.jspecify.annotations.NullMarked;
