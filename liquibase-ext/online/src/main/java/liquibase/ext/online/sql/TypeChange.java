package liquibase.ext.online.sql;

import java.util.Set;

/**
 * A change of a column's type: whether the bytes of every row stay valid as they are, so that PostgreSQL does not write
 * the table anew (ALTER TABLE, "Notes": binary coercible types and unconstrained domains; the length coercions that
 * PostgreSQL can prove to be empty; timestamp with and without time zone in UTC, release notes of 12). {@code
 * TypeChangeIT} compares the answer with the server for every pair of types it has a cast for.
 */
public record TypeChange(Type from, Type to) {
    private static final Set<String> TEXTS = Set.of("character varying", "text");
    /** The type of an extension: the bytes of a text, compared in another way. */
    private static final String CITEXT = "citext";

    private static final Set<String> OIDS = Set.of("integer", "oid", "regclass", "regtype", "regproc");
    private static final int MAX_PRECISION = 6;

    /** Whether no row is rewritten. */
    public boolean keepsRows(PgVersion version, Known known) {
        if (from.equals(to)) {
            return true;
        }
        if (from.array() || to.array()) {
            return false;
        }
        if (from.name().equals(to.name())) {
            return widens();
        }
        return (to.modifiers().isEmpty() && isCoercible())
                || (isTimeZoneChange() && takesAnyPrecision() && known.isTimeZoneUtc());
    }

    /** Whether an index on the column can be kept too: it compares in the same way. */
    public boolean keepsIndexes() {
        return from.name().equals(to.name())
                || (TEXTS.contains(from.name()) && TEXTS.contains(to.name()))
                || from.name().equals("cidr");
    }

    private boolean widens() {
        boolean unlimited = to.modifiers().isEmpty();
        return switch (to.name()) {
            case "character varying", "bit varying" ->
                unlimited || (!from.modifiers().isEmpty() && to.modifier() >= from.modifier());
            case "character" -> unlimited;
            case "numeric" ->
                unlimited
                        || (!from.modifiers().isEmpty()
                                && to.modifiers().get(1).equals(from.modifiers().get(1))
                                && to.modifier() >= from.modifier());
            case "timestamp without time zone",
                    "timestamp with time zone",
                    "time without time zone",
                    "time with time zone",
                    "interval" ->
                takesAnyPrecision() || (!from.modifiers().isEmpty() && to.modifier() >= from.modifier());
            default -> false;
        };
    }

    private boolean isCoercible() {
        return (isText(to)
                        && (TEXTS.contains(from.name())
                                || from.name().equals("xml")
                                || from.name().equals(CITEXT)))
                || (to.name().equals(CITEXT) && TEXTS.contains(from.name()))
                || (from.name().equals("cidr") && to.name().equals("inet"))
                || (from.name().equals("bit") && to.name().equals("bit varying"))
                || (OIDS.contains(from.name()) && OIDS.contains(to.name()));
    }

    /** Blank-padded text only without a length, which is called bpchar. */
    private static boolean isText(Type type) {
        return TEXTS.contains(type.name()) || type.name().equals("character");
    }

    private boolean isTimeZoneChange() {
        return Set.of(from.name(), to.name()).equals(Set.of("timestamp without time zone", "timestamp with time zone"));
    }

    private boolean takesAnyPrecision() {
        return to.modifiers().isEmpty() || to.modifier() >= MAX_PRECISION;
    }
}
