/** Rules over all packages, and what tests share. */
@NullMarked
package liquibase.ext.online;

import org.jspecify.annotations.NullMarked;
