/** The server as seen through one connection: sessions, catalog, locks, and what is worth a word about them. */
@NullMarked
package liquibase.ext.online.server;

import org.jspecify.annotations.NullMarked;
