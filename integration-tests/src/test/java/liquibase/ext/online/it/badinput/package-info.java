/** What people get wrong, and the one message that each mistake ends in. */
@NullMarked
package liquibase.ext.online.it.badinput;

import org.jspecify.annotations.NullMarked;
