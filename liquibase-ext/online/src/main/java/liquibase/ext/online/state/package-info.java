/** What changes began, made and wrote, kept beside DATABASECHANGELOG. */
@NullMarked
package liquibase.ext.online.state;

import org.jspecify.annotations.NullMarked;
