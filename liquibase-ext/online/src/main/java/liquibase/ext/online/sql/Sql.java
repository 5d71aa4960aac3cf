package liquibase.ext.online.sql;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Names and literals as SQL text. */
public final class Sql {
    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

    /** Every keyword that is not "unreserved" in some supported major; {@code SqlNamesIT} compares with pg_get_keywords(). */
    private static final Set<String> KEYWORDS = Set.of("""
                    all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean \
                    both case cast char character check coalesce collate collation column concurrently constraint create \
                    cross current_catalog current_date current_role current_schema current_time current_timestamp \
                    current_user dec decimal default deferrable desc distinct do else end except exists extract false \
                    fetch float for foreign freeze from full grant greatest group grouping having ilike in initially inner \
                    inout int integer intersect interval into is isnull join json json_array json_arrayagg json_exists \
                    json_object json_objectagg json_query json_scalar json_serialize json_table json_value lateral leading \
                    least left like limit localtime localtimestamp merge_action national natural nchar none normalize not \
                    notnull null nullif numeric offset on only or order out outer overlaps overlay placing position \
                    precision primary real references returning right row select session_user setof similar smallint some \
                    substring symmetric system_user table tablesample then time timestamp to trailing treat trim true \
                    union unique user using values varchar variadic verbose when where window with xmlattributes xmlconcat \
                    xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable""".split(" "));

    private Sql() {}

    /** An identifier, quoted unless it reads back as itself without quotes. */
    public static String name(String identifier) {
        return PLAIN.matcher(identifier).matches() && !KEYWORDS.contains(identifier)
                ? identifier
                : '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** Whether a word, in lower case, means something of its own in some places and so is not everywhere a name. */
    public static boolean isKeyword(String word) {
        return KEYWORDS.contains(word);
    }

    /** Identifiers, joined by commas. */
    public static String names(Collection<String> identifiers) {
        return identifiers.stream().map(Sql::name).collect(Collectors.joining(", "));
    }

    /** What stands behind the columns of a constraint with an index. */
    static String indexParameters(
            Collection<String> include, @Nullable String parameters, @Nullable String tablespace) {
        return (include.isEmpty() ? "" : " INCLUDE (" + names(include) + ")")
                + (parameters == null ? "" : " WITH (" + parameters + ")")
                + (tablespace == null ? "" : " USING INDEX TABLESPACE " + name(tablespace));
    }

    /** A string literal that reads the same whatever standard_conforming_strings says. */
    public static String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        return text.contains("\\") ? "E" + quoted.replace("\\", "\\\\") : quoted;
    }

    /** A string in dollar quotes, whose tag does not occur in it. */
    public static String dollarQuoted(String text) {
        String tag = "$online$";
        while (text.contains(tag)) {
            tag = tag.replace("online", "online_");
        }
        return tag + text + tag;
    }
}
