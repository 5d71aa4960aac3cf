/** What is known of the tables, replayed from the changelog or read from a server. */
@NullMarked
package liquibase.ext.online.lint.catalog;

import org.jspecify.annotations.NullMarked;
