package liquibase.ext.online.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a data type in PostgreSQL's own spelling, without what the many aliases of the standard add to it.
 *
 * @param name such as {@code character varying}, {@code timestamp with time zone}
 * @param modifiers what stands in the parentheses
 * @param array whether it is an array of the type
 */
public record Type(String name, List<Integer> modifiers, boolean array) {
    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("varchar", "character varying"),
            Map.entry("char varying", "character varying"),
            Map.entry("nchar varying", "character varying"),
            Map.entry("national character varying", "character varying"),
            Map.entry("national char varying", "character varying"),
            Map.entry("national character", "character"),
            Map.entry("national char", "character"),
            Map.entry("char", "character"),
            Map.entry("bpchar", "character"),
            Map.entry("nchar", "character"),
            Map.entry("int", "integer"),
            Map.entry("int4", "integer"),
            Map.entry("int8", "bigint"),
            Map.entry("int2", "smallint"),
            Map.entry("float4", "real"),
            Map.entry("float8", "double precision"),
            Map.entry("float", "double precision"),
            Map.entry("bool", "boolean"),
            Map.entry("decimal", "numeric"),
            Map.entry("dec", "numeric"),
            Map.entry("varbit", "bit varying"),
            Map.entry("timestamptz", "timestamp with time zone"),
            Map.entry("timestamp", "timestamp without time zone"),
            Map.entry("timetz", "time with time zone"),
            Map.entry("time", "time without time zone"));
    private static final Set<String> BUILT_IN = Set.of(
            "character varying",
            "character",
            "text",
            "name",
            "integer",
            "bigint",
            "smallint",
            "oid",
            "real",
            "double precision",
            "numeric",
            "money",
            "boolean",
            "bytea",
            "uuid",
            "xml",
            "json",
            "jsonb",
            "jsonpath",
            "inet",
            "cidr",
            "macaddr",
            "macaddr8",
            "bit",
            "bit varying",
            "date",
            "interval",
            "timestamp without time zone",
            "timestamp with time zone",
            "time without time zone",
            "time with time zone",
            "tsvector",
            "tsquery",
            "point",
            "line",
            "lseg",
            "box",
            "path",
            "polygon",
            "circle",
            "int4range",
            "int8range",
            "numrange",
            "tsrange",
            "tstzrange",
            "daterange",
            "int4multirange",
            "int8multirange",
            "nummultirange",
            "tsmultirange",
            "tstzmultirange",
            "datemultirange",
            "pg_lsn",
            "regclass",
            "regtype",
            "regproc",
            "smallserial",
            "serial",
            "bigserial",
            "serial2",
            "serial4",
            "serial8");
    private static final Pattern MODIFIERS = Pattern.compile("\\(\\s*([-\\d\\s,]+)\\)");
    private static final Pattern ARRAY =
            Pattern.compile("(\\s*\\[\\s*\\d*\\s*]\\s*)+$|\\s+array(\\s*\\[\\s*\\d*\\s*])?\\s*$");

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final String PG_CATALOG = "pg_catalog.";
    private static final Set<String> SERIAL =
            Set.of("smallserial", "serial", "bigserial", "serial2", "serial4", "serial8");

    public Type {
        modifiers = List.copyOf(modifiers);
    }

    /** Reads the text of a type; a name that it does not know stays as it is. */
    public static Type of(String sql) {
        String text = sql.strip();
        if (!text.contains("\"")) {
            text = text.toLowerCase(Locale.ROOT);
        }
        boolean isArray = false;
        if (text.endsWith("]") || text.endsWith("array")) {
            Matcher array = ARRAY.matcher(text);
            isArray = array.find();
            text = array.replaceFirst("");
        }
        List<Integer> modifiers = new ArrayList<>();
        if (text.indexOf('(') >= 0) {
            Matcher parentheses = MODIFIERS.matcher(text);
            if (parentheses.find()) {
                for (String modifier : parentheses.group(1).split(",", -1)) {
                    modifiers.add(Integer.valueOf(modifier.strip()));
                }
                text = parentheses.replaceFirst(" ");
            }
        }
        String name = SPACES.matcher(text.strip()).replaceAll(" ");
        if (name.startsWith(PG_CATALOG)) {
            name = name.substring(PG_CATALOG.length());
        }
        name = ALIASES.getOrDefault(name, name);
        if (name.equals("numeric") && modifiers.size() == 1) {
            modifiers.add(0);
        }
        if ((name.equals("character") || name.equals("bit")) && modifiers.isEmpty() && !sql.contains("bpchar")) {
            modifiers.add(1);
        }
        return new Type(name, modifiers, isArray);
    }

    /** Whether the type comes with PostgreSQL, and so is no domain. */
    public boolean isBuiltIn() {
        return BUILT_IN.contains(name) || name.startsWith("interval ");
    }

    /** Whether a column of this pseudo-type gets its values from a new sequence. */
    public boolean isSerial() {
        return SERIAL.contains(name);
    }

    /** The first modifier, or -1 for none. */
    int modifier() {
        return modifiers.isEmpty() ? -1 : modifiers.get(0);
    }
}
