package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import liquibase.configuration.AutoloadedConfigurations;
import liquibase.configuration.ConfigurationDefinition;

/** The settings as Liquibase configuration: properties files, system properties, environment, command line. */
@AutoService(AutoloadedConfigurations.class)
public final class OnlineConfiguration implements AutoloadedConfigurations {
    /** See {@link liquibase.ext.online.plan.Settings#lockTimeout()}. */
    public static final ConfigurationDefinition<String> LOCK_TIMEOUT;

    /** See {@link liquibase.ext.online.plan.Settings#lockBudget()}. */
    public static final ConfigurationDefinition<String> LOCK_BUDGET;

    /** See {@link liquibase.ext.online.plan.Settings#batchSize()}. */
    public static final ConfigurationDefinition<String> BATCH_SIZE;

    /** See {@link liquibase.ext.online.plan.Settings#pause()}. */
    public static final ConfigurationDefinition<String> PAUSE;

    /** See {@link liquibase.ext.online.plan.Settings#maxPasses()}. */
    public static final ConfigurationDefinition<String> MAX_PASSES;

    /** See {@link liquibase.ext.online.plan.Settings#showBlockerQuery()}. */
    public static final ConfigurationDefinition<Boolean> SHOW_BLOCKER_QUERY;

    /** See {@link liquibase.ext.online.plan.Settings#allowPooler()}. */
    public static final ConfigurationDefinition<Boolean> ALLOW_POOLER;

    static {
        ConfigurationDefinition.Builder builder = new ConfigurationDefinition.Builder("liquibase.online");
        LOCK_TIMEOUT = text(
                builder,
                "lockTimeout",
                "Online changes: longest time that one request for a lock which stops others may stand in the lock queue"
                        + " (200ms)");
        LOCK_BUDGET = text(
                builder,
                "lockBudget",
                "Online changes: how long a lock is asked for in all before the change gives up (10min)");
        BATCH_SIZE = text(builder, "batchSize", "Online changes: rows of one backfill batch (5000)");
        PAUSE = text(builder, "pause", "Online changes: rest between two backfill batches (0)");
        MAX_PASSES = text(builder, "maxPasses", "Online changes: how often a backfill walks its table at the most (5)");
        SHOW_BLOCKER_QUERY = flag(
                builder,
                "showBlockerQuery",
                "Online changes: whether messages quote the query of a session that is in the way");
        ALLOW_POOLER = flag(
                builder, "allowPooler", "Online changes: whether a connection through a session pooler is accepted");
    }

    private static ConfigurationDefinition<String> text(
            ConfigurationDefinition.Builder builder, String name, String description) {
        return builder.define(name, String.class).setDescription(description).build();
    }

    private static ConfigurationDefinition<Boolean> flag(
            ConfigurationDefinition.Builder builder, String name, String description) {
        return builder.define(name, Boolean.class)
                .setDescription(description)
                .setDefaultValue(false)
                .build();
    }
}
