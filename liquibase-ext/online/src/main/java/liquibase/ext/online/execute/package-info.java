/** How a plan is done: the only JDBC of the extension. */
@NullMarked
package liquibase.ext.online.execute;

import org.jspecify.annotations.NullMarked;
