/** The grammar that {@code liquibase.ext.online.read} asks about what it is not sure of. */
@NullMarked
package liquibase.ext.online.lint.parse;

import org.jspecify.annotations.NullMarked;
