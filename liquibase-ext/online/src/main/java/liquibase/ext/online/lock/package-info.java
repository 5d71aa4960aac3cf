/** The lock modes of PostgreSQL, what they stop, and the work done under them. */
@NullMarked
package liquibase.ext.online.lock;

import org.jspecify.annotations.NullMarked;
