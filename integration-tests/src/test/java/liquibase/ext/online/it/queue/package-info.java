/** Online changes with other sessions in their way. */
@NullMarked
package liquibase.ext.online.it.queue;

import org.jspecify.annotations.NullMarked;
