package liquibase.ext.online.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether an expression may give another value for another row of one statement. Only such a default makes ADD COLUMN
 * rewrite the table (manual, "Function Volatility Categories" and ALTER TABLE).
 *
 * @param unknownFunctions functions whose volatility only the catalog of a server knows
 */
public record Volatility(boolean volatileFunction, List<String> unknownFunctions) {
    private static final Set<String> STABLE = Set.of(
            "now",
            "transaction_timestamp",
            "statement_timestamp",
            "to_timestamp",
            "to_date",
            "date_trunc",
            "lower",
            "upper",
            "concat",
            "coalesce",
            "nullif",
            "greatest",
            "least",
            "cast",
            "array",
            "row",
            "current_timestamp",
            "localtimestamp",
            "current_time",
            "localtime",
            "current_setting",
            "make_interval",
            "jsonb_build_object",
            "jsonb_build_array",
            "json_build_object",
            "json_build_array",
            "md5",
            "numeric",
            "decimal",
            "varchar",
            "char",
            "bit",
            "timestamp",
            "time",
            "interval",
            "character",
            "varying",
            "float");
    private static final Set<String> VOLATILE = Set.of(
            "nextval",
            "setval",
            "random",
            "gen_random_uuid",
            "clock_timestamp",
            "timeofday",
            "uuidv4",
            "uuidv7",
            "uuid_generate_v1",
            "uuid_generate_v1mc",
            "uuid_generate_v4",
            "txid_current",
            "lastval",
            "currval");
    private static final Pattern CALL = Pattern.compile(
            "((?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)(?:\\s*\\.\\s*(?:\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*))*)\\s*\\(");
    private static final Pattern STRING = Pattern.compile("(?i:\\bE'(?:[^'\\\\]|\\\\.|'')*')|'(?:[^']|'')*'");

    public Volatility {
        unknownFunctions = List.copyOf(unknownFunctions);
    }

    /** What can be told from the text alone. */
    public static Volatility of(String expression) {
        List<String> unknown = new ArrayList<>();
        boolean isVolatile = false;
        Matcher call = CALL.matcher(STRING.matcher(expression).replaceAll("''"));
        while (call.find()) {
            String function = call.group(1).replaceAll("\\s", "");
            String plain = function.toLowerCase(Locale.ROOT).replaceFirst("^pg_catalog\\.", "");
            isVolatile |= VOLATILE.contains(plain);
            if (!STABLE.contains(plain) && !VOLATILE.contains(plain)) {
                unknown.add(function);
            }
        }
        return new Volatility(isVolatile, unknown);
    }

    /** Whether the default could be volatile, the unknown functions being so. */
    public boolean mayBeVolatile() {
        return volatileFunction || !unknownFunctions.isEmpty();
    }
}
