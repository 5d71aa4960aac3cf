/** How a plan is done, step by step. */
@NullMarked
package liquibase.ext.online.execute;

import org.jspecify.annotations.NullMarked;
