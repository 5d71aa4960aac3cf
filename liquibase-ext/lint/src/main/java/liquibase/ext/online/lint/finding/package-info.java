/** What the linter says: findings, their places and effects, and the verdict on every changeSet. */
@NullMarked
package liquibase.ext.online.lint.finding;

import org.jspecify.annotations.NullMarked;
