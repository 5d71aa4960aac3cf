/** Commands that look at running backfills, hold them, and end them; Liquibase finds them as services. */
@NullMarked
package liquibase.ext.online.command;

import org.jspecify.annotations.NullMarked;
