/** What changes began, made and found, and what a later run does with it. */
@NullMarked
package liquibase.ext.online.it.state;

import org.jspecify.annotations.NullMarked;
