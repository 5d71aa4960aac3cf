/** A changelog as Liquibase would run it: changeSets, changes and the commands they send. */
@NullMarked
package liquibase.ext.online.lint.changelog;

import org.jspecify.annotations.NullMarked;
