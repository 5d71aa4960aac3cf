/** Where changeSets, changes and statements stand in the files of a changelog. */
@NullMarked
package liquibase.ext.online.lint.source;

import org.jspecify.annotations.NullMarked;
