package liquibase.ext.online.plan;

/** What a setting must be. */
final class Demand {
    private Demand() {}

    static void require(boolean holds, String name, Object value, String demand) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + "; it must be " + demand);
        }
    }
}
