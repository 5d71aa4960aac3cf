/** PostgreSQL servers for tests and the demo: a given one, containers, or binaries that come as Maven artifacts. */
@NullMarked
package liquibase.ext.online.it.server;

import org.jspecify.annotations.NullMarked;
