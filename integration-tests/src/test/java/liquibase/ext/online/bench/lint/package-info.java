/** What the linter costs, in processor time and memory, beside squawk. */
@NullMarked
package liquibase.ext.online.bench.lint;

import org.jspecify.annotations.NullMarked;
