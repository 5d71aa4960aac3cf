/** Backfills: how a table is cut, who works on which part, how fast, and how far each came. */
@NullMarked
package liquibase.ext.online.fill;

import org.jspecify.annotations.NullMarked;
