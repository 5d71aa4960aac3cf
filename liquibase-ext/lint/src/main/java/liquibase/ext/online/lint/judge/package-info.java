/** Replays a changelog and asks the rules: what is known at each statement, which locks are held, and what to do instead. */
@NullMarked
package liquibase.ext.online.lint.judge;

import org.jspecify.annotations.NullMarked;
