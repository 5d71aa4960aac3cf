package liquibase.ext.online.plan;

/**
 * One step of a plan.
 *
 * @param name what it does, verb first, such as "validate check product_sku_not_null"
 * @param when whether the step belongs to the plan on this server
 * @param doneWhen whether its work stands already; asked before it, and after it as proof
 */
public record Step(String name, Condition when, Condition doneWhen, Action action) {

    /** A step that always belongs, and that nothing shows to be done. */
    public static Step of(String name, Action action) {
        return new Step(name, Condition.ALWAYS, Condition.NEVER, action);
    }

    /** The same step, which only belongs when {@code condition} holds as well. */
    public Step when(Condition condition) {
        return new Step(name, when.equals(Condition.ALWAYS) ? condition : when.and(condition), doneWhen, action);
    }

    /** The same step, which is done when {@code condition} holds. */
    public Step doneWhen(Condition condition) {
        return new Step(name, when, condition, action);
    }
}
