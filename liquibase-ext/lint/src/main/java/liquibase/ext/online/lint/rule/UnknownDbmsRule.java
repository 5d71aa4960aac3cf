package liquibase.ext.online.lint.rule;

import com.google.auto.service.AutoService;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import liquibase.database.Database;
import liquibase.database.DatabaseFactory;
import liquibase.database.DatabaseList;
import liquibase.database.core.PostgresDatabase;
import liquibase.ext.online.lint.changelog.ForDatabases;
import liquibase.ext.online.lint.changelog.PlainWords;
import liquibase.ext.online.lint.finding.Effect;
import liquibase.ext.online.lint.finding.Severity;
import liquibase.ext.online.lint.judge.LeftOverProperty;
import liquibase.ext.online.lint.judge.Rule;
import liquibase.ext.online.lint.judge.RuleInfo;
import liquibase.ext.online.lint.judge.WrittenContext;
import org.jspecify.annotations.Nullable;

/** A name of a database that is none: Liquibase takes it for one that is never connected to. */
@AutoService(Rule.class)
@RuleInfo(
        id = "unknown-dbms",
        effect = Effect.WRONG_DATA,
        severity = Severity.WARNING,
        summary = "What is for a database that Liquibase does not know is passed over on every database, silently.")
public final class UnknownDbmsRule implements Rule {
    private static final String POSTGRES = "postgresql";
    private static final Pattern PLAIN = Pattern.compile("[\\w.-]+");
    private static final Set<String> OTHER_NAMES = Set.of(POSTGRES, "postgres", "pgsql", "psql", "pg");

    private final Database postgres = new PostgresDatabase();
    private final Set<String> known = new TreeSet<>(Set.of("all", "none"));

    /** With the names of the databases that are on the class path. */
    public UnknownDbmsRule() {
        for (Database database : DatabaseFactory.getInstance().getImplementedDatabases()) {
            known.add(database.getShortName().toLowerCase(Locale.ROOT));
        }
        known.remove("unsupported");
    }

    @Override
    public void written(WrittenContext context) {
        for (ForDatabases part : context.databases()) {
            boolean applies = DatabaseList.definitionMatches(String.join(",", part.names()), postgres, true);
            for (String written : part.names()) {
                String name = written.startsWith("!") ? written.substring(1).strip() : written;
                int property = name.indexOf("${");
                int end = name.indexOf('}', Math.max(property, 0));
                if (property >= 0 && end > property) {
                    reportProperty(context, part, new LeftOverProperty(name.substring(property + 2, end)), applies);
                } else if (!known.contains(name.toLowerCase(Locale.ROOT))) {
                    report(context, part, name, applies);
                }
            }
        }
    }

    private static void reportProperty(
            WrittenContext context, ForDatabases part, LeftOverProperty property, boolean applies) {
        if (!applies) {
            context.report(
                    "this " + part.part() + " is for " + String.join(", ", part.names()) + ", and the property "
                            + property.name() + " has no value; as it is, it does not apply on PostgreSQL",
                    property.fix(),
                    part.place(),
                    null);
        }
    }

    private void report(WrittenContext context, ForDatabases part, String name, boolean applies) {
        @Nullable String meant = meant(name);
        String unknown = "this " + part.part() + " is for " + String.join(", ", part.names())
                + ", and Liquibase knows no database " + name;
        if (!PLAIN.matcher(name).matches()) {
            if (meant != null || !applies) {
                context.report(
                        unknown + (applies ? "" : "; as it is, it does not apply on PostgreSQL"),
                        "Write plain names with commas between them, without quotes or spaces, such as postgresql,h2 or"
                                + " !oracle.",
                        part.place(),
                        null);
            }
        } else if (meant != null) {
            context.report(
                    unknown + ": did you mean " + meant + "? As it is, it "
                            + (applies ? "applies on PostgreSQL all the same" : "does not apply on PostgreSQL"),
                    "Write: "
                            + part.names().stream()
                                    .map(each -> each.replace(name, meant))
                                    .distinct()
                                    .collect(Collectors.joining(", ")),
                    part.place(),
                    null);
        } else if (!applies) {
            context.report(
                    unknown + "; as it is, it does not apply on PostgreSQL",
                    "Write names that Liquibase knows: " + String.join(", ", known)
                            + ". When an extension of Liquibase brings this one, put it on the class path here, too.",
                    part.place(),
                    "that no extension of Liquibase brings a database " + name);
        }
    }

    private @Nullable String meant(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("p")
                ? PlainWords.nearest(name, OTHER_NAMES).map(near -> POSTGRES).orElse(null)
                : PlainWords.nearest(name, known).orElse(null);
    }
}
