/** Tests that need a server. */
@NullMarked
package liquibase.ext.online.it;

import org.jspecify.annotations.NullMarked;
