package liquibase.ext.online.lint.judge;

import liquibase.ext.online.lint.changelog.StatementUnit;
import liquibase.ext.online.lock.LockMode;

/**
 * A lock that an earlier statement of the transaction took, and that is held until its end.
 *
 * @param by the statement that took the strongest mode
 */
public record HeldLock(LockMode mode, StatementUnit by) {}
