/** The declared locks and names, compared with what servers of every major do. */
@NullMarked
package liquibase.ext.online.it.lock;

import org.jspecify.annotations.NullMarked;
