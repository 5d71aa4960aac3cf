/** Which changeSets are reported, and which are only history. */
@NullMarked
package liquibase.ext.online.lint.scope;

import org.jspecify.annotations.NullMarked;
