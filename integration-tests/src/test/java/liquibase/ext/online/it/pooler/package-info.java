/** Poolers between Liquibase and the server. */
@NullMarked
package liquibase.ext.online.it.pooler;

import org.jspecify.annotations.NullMarked;
