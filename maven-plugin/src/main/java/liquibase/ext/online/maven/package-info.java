/** Maven goals: thin skins over the linter. */
@NullMarked
package liquibase.ext.online.maven;

import org.jspecify.annotations.NullMarked;
