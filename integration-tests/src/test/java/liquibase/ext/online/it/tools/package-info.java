/** The tools that run Liquibase, each applying one changelog that uses all four online changes. */
@NullMarked
package liquibase.ext.online.it.tools;

import org.jspecify.annotations.NullMarked;
