/** What others may put on the search_path. */
@NullMarked
package liquibase.ext.online.it.path;

import org.jspecify.annotations.NullMarked;
