/** What a session goes through while a change runs: timeouts, lost connections, the word to end. */
@NullMarked
package liquibase.ext.online.it.session;

import org.jspecify.annotations.NullMarked;
