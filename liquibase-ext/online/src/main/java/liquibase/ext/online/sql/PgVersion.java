package liquibase.ext.online.sql;

/**
 * The major version of a PostgreSQL server.
 *
 * @param major such as 17; {@link #OLDEST} to {@link #NEWEST} are tested
 */
public record PgVersion(int major) implements Comparable<PgVersion> {
    /** The oldest supported major. */
    public static final PgVersion OLDEST = new PgVersion(13);

    /** The newest tested major. */
    public static final PgVersion NEWEST = new PgVersion(18);

    /** NOT NULL constraints live in pg_constraint and may be NOT VALID (release notes of 18, E.4.3.4). */
    public boolean hasNotValidNotNull() {
        return major >= 18;
    }

    /** A foreign key of a partitioned table may be NOT VALID (release notes of 18). */
    public boolean hasNotValidForeignKeyOnPartitioned() {
        return major >= 18;
    }

    /** {@code WHERE ctid >= … AND ctid < …} reads only these blocks (release notes of 14). */
    public boolean hasTidRangeScan() {
        return major >= 14;
    }

    /** UNIQUE NULLS NOT DISTINCT (release notes of 15). */
    public boolean hasNullsNotDistinct() {
        return major >= 15;
    }

    /** The setting idle_session_timeout (release notes of 14). */
    public boolean hasIdleSessionTimeout() {
        return major >= 14;
    }

    /** The setting transaction_timeout (release notes of 17). */
    public boolean hasTransactionTimeout() {
        return major >= 17;
    }

    /** The privilege MAINTAIN, which VACUUM needs of whoever is not the owner (release notes of 17). */
    public boolean hasMaintainPrivilege() {
        return major >= 17;
    }

    /** Generated columns that take no space, and so need no rewrite (release notes of 18). */
    public boolean hasVirtualGeneratedColumns() {
        return major >= 18;
    }

    /** A key, or NOT NULL that is there already, on a partitioned table locks its partitions as hard as the table (measured: 18). */
    public boolean locksPartitionsForKey() {
        return major >= 18;
    }

    @Override
    public int compareTo(PgVersion other) {
        return Integer.compare(major, other.major);
    }

    @Override
    public String toString() {
        return "PostgreSQL " + major;
    }
}
