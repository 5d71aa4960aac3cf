/** How commands are run online: one class for each family of them, composed of steps; as pure as plans are. */
@NullMarked
package liquibase.ext.online.recipe;

import org.jspecify.annotations.NullMarked;
