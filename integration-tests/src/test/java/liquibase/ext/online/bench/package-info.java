/** The benchmarks: what a backfill costs the server and its clients, beside the ways it is usually done. */
@NullMarked
package liquibase.ext.online.bench;

import org.jspecify.annotations.NullMarked;
