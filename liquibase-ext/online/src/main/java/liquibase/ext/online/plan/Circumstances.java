package liquibase.ext.online.plan;

import liquibase.ext.online.sql.PgVersion;

/**
 * What a plan is made for.
 *
 * @param partitioned whether a printed script is for a partitioned table; a run asks the catalog
 */
public record Circumstances(PgVersion version, Settings settings, boolean partitioned) {}
