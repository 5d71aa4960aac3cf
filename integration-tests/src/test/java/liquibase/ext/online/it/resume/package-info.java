/** Online changes that are cut off in the middle and run again. */
@NullMarked
package liquibase.ext.online.it.resume;

import org.jspecify.annotations.NullMarked;
