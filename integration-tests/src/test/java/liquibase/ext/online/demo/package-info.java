/** The demo: four changes to a large table under live traffic, stock and online. */
@NullMarked
package liquibase.ext.online.demo;

import org.jspecify.annotations.NullMarked;
