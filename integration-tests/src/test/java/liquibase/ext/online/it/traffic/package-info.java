/** Live readers and writers, and what they had to wait for. */
@NullMarked
package liquibase.ext.online.it.traffic;

import org.jspecify.annotations.NullMarked;
