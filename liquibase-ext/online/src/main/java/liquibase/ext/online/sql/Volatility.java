package liquibase.ext.online.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether an expression may give another value for another row of one statement. Only such a default makes ADD COLUMN
 * rewrite the table (manual, "Function Volatility Categories" and ALTER TABLE).
 *
 * @param unknownFunctions functions whose volatility only the catalog of a server knows
 */
public record Volatility(boolean volatileFunction, List<String> unknownFunctions) {
    /** The functions that come with PostgreSQL and are not volatile. */
    private static final Set<String> STABLE = builtIn();

    /** Those of PostgreSQL and of its UUID extension that changelogs call; they touch no table. */
    private static final Set<String> VOLATILE = Set.of(
            "nextval",
            "setval",
            "currval",
            "lastval",
            "random",
            "random_normal",
            "gen_random_uuid",
            "clock_timestamp",
            "timeofday",
            "uuidv4",
            "uuidv7",
            "uuid_generate_v1",
            "uuid_generate_v1mc",
            "uuid_generate_v4",
            "txid_current",
            "set_config",
            "setseed",
            "pg_sleep",
            "pg_notify",
            "pg_advisory_lock",
            "pg_advisory_unlock",
            "pg_advisory_xact_lock",
            "pg_try_advisory_lock",
            "pg_try_advisory_xact_lock");

    /** Words that may stand before a parenthesis and call nothing: syntax, and types with a length. */
    private static final Set<String> NO_FUNCTIONS =
            Stream.of("""
                    all and any array as between by case cast check coalesce conflict cross cube default distinct else except exists \
                    filter for from full group grouping having ilike in inner insert intersect is join lateral least left like \
                    limit materialized natural not nullif offset on or order over partition recursive returning right rollup \
                    row select set sets similar some table then union unique using values when where window with within \
                    current_time current_timestamp localtime localtimestamp greatest extract position overlay substring trim treat normalize \
                    bit bpchar char character dec decimal float interval nchar numeric time timestamp timestamptz timetz \
                    varbit varchar varying operator \
                    json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize \
                    json_table json_value xmlattributes xmlelement xmlexists xmlforest xmlparse xmlpi xmlroot xmlserialize \
                    xmltable""".split(" ", -1)).collect(Collectors.toUnmodifiableSet());

    private static final Set<String> QUERIES =
            Set.of("select", "with", "values", "table", "insert", "update", "delete", "merge", "(");

    public Volatility {
        unknownFunctions = List.copyOf(unknownFunctions);
    }

    /** What can be told from the text alone. */
    public static Volatility of(String expression) {
        List<Token> tokens = SqlLexer.tokens(expression);
        int[] ends = SqlLexer.closings(tokens);
        List<String> unknown = new ArrayList<>();
        boolean isVolatile = false;
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).isName()
                    && tokens.get(i + 1).is("(")
                    && !isSyntax(tokens, i)
                    && !hasColumns(tokens, ends, i)) {
                String function = nameEndingAt(tokens, i);
                String plain = function.replaceFirst("^pg_catalog\\.", "");
                isVolatile |= VOLATILE.contains(plain);
                if (!STABLE.contains(plain) && !VOLATILE.contains(plain)) {
                    unknown.add(function);
                }
            }
        }
        return new Volatility(isVolatile, unknown);
    }

    /** Whether the default could be volatile, the unknown functions being so. */
    public boolean mayBeVolatile() {
        return volatileFunction || !unknownFunctions.isEmpty();
    }

    private static boolean isSyntax(List<Token> tokens, int i) {
        return tokens.get(i).kind() == Token.Kind.WORD
                && NO_FUNCTIONS.contains(tokens.get(i).text().toLowerCase(Locale.ROOT));
    }

    /** Whether the parenthesis holds the columns of what is named: an alias, a name that WITH gives, or the table of an INSERT. */
    private static boolean hasColumns(List<Token> tokens, int[] ends, int i) {
        int before = i - 1;
        while (before > 0 && tokens.get(before).is(".")) {
            before -= 2;
        }
        if (before < 0) {
            return false;
        }
        Token token = tokens.get(before);
        return token.is("as")
                || token.is("into")
                || token.is("tablesample")
                || token.is(")")
                || ((token.is("with") || token.is("recursive") || token.is(",")) && isDefined(tokens, ends[i + 1]));
    }

    /** Whether a query follows behind the columns, as WITH has it; what a function gives back is followed by its columns. */
    private static boolean isDefined(List<Token> tokens, int close) {
        int at = close + 1;
        if (at >= tokens.size() || !tokens.get(at).is("as")) {
            return false;
        }
        do {
            at++;
        } while (at < tokens.size()
                && (tokens.get(at).is("not") || tokens.get(at).is("materialized")));
        return at + 1 < tokens.size()
                && tokens.get(at).is("(")
                && QUERIES.contains(tokens.get(at + 1).text().toLowerCase(Locale.ROOT));
    }

    private static String nameEndingAt(List<Token> tokens, int last) {
        StringBuilder name = new StringBuilder(Sql.name(tokens.get(last).name()));
        for (int i = last;
                i >= 2 && tokens.get(i - 1).is(".") && tokens.get(i - 2).isName();
                i -= 2) {
            name.insert(0, Sql.name(tokens.get(i - 2).name()) + ".");
        }
        return name.toString();
    }

    private static Set<String> builtIn() {
        try (InputStream in = Objects.requireNonNull(Volatility.class.getResourceAsStream("functions.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Stream.of(line.split(" ", -1)))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
