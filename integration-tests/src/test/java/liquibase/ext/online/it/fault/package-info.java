/** Random faults while online changes run: backends, processes, servers and networks that fail in the middle. */
@NullMarked
package liquibase.ext.online.it.fault;

import org.jspecify.annotations.NullMarked;
