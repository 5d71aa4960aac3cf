package liquibase.ext.online.plan;

import java.util.List;

/**
 * What one change does, in order. A plan is made without a connection: what depends on the database is asked when a step
 * is due.
 *
 * @param operation the change type
 * @param object what it works on, such as {@code public.product (sku)}
 */
public record Plan(String operation, String object, List<Step> steps) {
    public Plan {
        steps = List.copyOf(steps);
    }

    /** Operation and object, as messages name the plan. */
    public String title() {
        return operation + " " + object;
    }
}
