package liquibase.ext.online.read;

import liquibase.ext.online.sql.Deferral;

/** What may follow a constraint, in any order; what is so anyway reads as nothing. */
final class ConstraintAttributes {
    private boolean deferrable;
    private boolean deferred;
    private boolean notValid;
    private boolean noInherit;
    private boolean notEnforced;

    /** Steps over the attributes that come next. */
    ConstraintAttributes read(Cursor c) {
        int timing = 0;
        boolean more = true;
        while (more) {
            if (c.accept("DEFERRABLE")) {
                deferrable = true;
                timing++;
            } else if (c.accept("INITIALLY DEFERRED")) {
                deferred = true;
                timing++;
            } else if (c.accept("NOT DEFERRABLE") || c.accept("INITIALLY IMMEDIATE")) {
                timing++;
            } else {
                more = other(c);
            }
        }
        if (timing > 1 && !(timing == 2 && deferrable && deferred)) {
            c.doubt();
        }
        return this;
    }

    private boolean other(Cursor c) {
        if (c.accept("NOT VALID")) {
            notValid = true;
        } else if (c.accept("NO INHERIT")) {
            noInherit = true;
        } else if (c.accept("NOT ENFORCED")) {
            notEnforced = true;
        } else if (c.accept("ENFORCED")) {
            c.doubt();
        } else {
            return false;
        }
        return true;
    }

    /** Whether nothing but the time of the check is said. */
    boolean isOnlyDeferral() {
        return !notValid && !noInherit && !notEnforced;
    }

    Deferral deferral() {
        return Deferral.of(deferrable, deferred);
    }

    boolean isDeferrable() {
        return deferral() != Deferral.NOT_DEFERRABLE;
    }

    boolean isNotValid() {
        return notValid;
    }

    boolean isNoInherit() {
        return noInherit;
    }

    boolean isNotEnforced() {
        return notEnforced;
    }
}
