/** Reads SQL text into the commands of {@code liquibase.ext.online.sql}. */
@NullMarked
package liquibase.ext.online.read;

import org.jspecify.annotations.NullMarked;
