/** The Liquibase change types. */
@NullMarked
package liquibase.ext.online.change;

import org.jspecify.annotations.NullMarked;
