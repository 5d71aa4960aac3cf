/** Tests of the goals' parts that need no Maven. */
@NullMarked
package liquibase.ext.online.maven;

import org.jspecify.annotations.NullMarked;
