/** The SQL commands of PostgreSQL as values: the text of each beside the locks it takes. */
@NullMarked
package liquibase.ext.online.sql;

import org.jspecify.annotations.NullMarked;
