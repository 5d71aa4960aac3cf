package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.change.DatabaseChangeProperty;
import liquibase.change.core.RawSQLChange;
import liquibase.database.DatabaseList;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.read.SqlReader;
import liquibase.ext.online.recipe.StatementSteps;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** sql, statement by statement, each of them once and none in the way of others. */
@AutoService(Change.class)
@DatabaseChange(
        name = "onlineSql",
        description =
                "Runs statements one by one, each in a transaction of its own that waits for no lock with others behind"
                        + " it, and each exactly once",
        priority = ChangeMetaData.PRIORITY_DEFAULT)
public final class OnlineSqlChange extends OnlineChange<RawSQLChange> {
    private @Nullable String allowBlocking;

    public OnlineSqlChange() {
        super(new RawSQLChange());
    }

    @DatabaseChangeProperty(description = "The statements", serializationType = SerializationType.DIRECT_VALUE)
    public @Nullable String getSql() {
        return stock().getSql();
    }

    public void setSql(@Nullable String sql) {
        stock().setSql(sql);
    }

    /** Another name helps no statement that stops others: it would be refused. */
    @Override
    public List<String> replacedNames() {
        return List.of();
    }

    @Override
    protected Set<String> internals() {
        return Set.of("ignoreOriginalSplitStatements", "sqlStartLine", "sqlEndLine");
    }

    @DatabaseChangeProperty(
            description =
                    "Why statements may stop others, or may be of a kind that nobody can judge; without it they are"
                            + " refused")
    public @Nullable String getAllowBlocking() {
        return allowBlocking;
    }

    public void setAllowBlocking(@Nullable String allowBlocking) {
        this.allowBlocking = allowBlocking;
    }

    @Override
    protected List<String> permissions() {
        return List.of("allowBlocking");
    }

    @Override
    protected List<String> problems(Target target) {
        List<String> problems = new ArrayList<>();
        if (stock().getSql() == null || stock().getSql().isBlank()) {
            return List.of("sql is required: the statements");
        }
        if (allowBlocking != null && allowBlocking.isBlank()) {
            problems.add("allowBlocking needs the reason");
        }
        if (isFor(target)) {
            problems.addAll(statements().problems(target.version(), allowBlocking != null));
        }
        return problems;
    }

    @Override
    protected String object(Target target) {
        return "(" + statements().commands().size() + " statements)";
    }

    @Override
    protected List<Step> steps(Target target) {
        return isFor(target) ? statements().steps(target.circumstances(), name -> qualified(target, name)) : List.of();
    }

    private static QualifiedName qualified(Target target, QualifiedName name) {
        return name.schema() == null ? target.inDefaultSchema(name) : name;
    }

    /** The stock change passes over other databases in silence. */
    private boolean isFor(Target target) {
        return DatabaseList.definitionMatches(stock().getDbms(), target.database(), true);
    }

    private StatementSteps statements() {
        SqlReader reader = new SqlReader((sql, tokens) -> Optional.empty());
        List<Command> commands = new ArrayList<>();
        for (String part : parts(String.valueOf(stock().getSql()))) {
            commands.addAll(reader.read(part));
        }
        return new StatementSteps(commands);
    }

    /** The delimiter is a regular expression, as it is to the stock change; semicolons are found by the reader. */
    private List<String> parts(String sql) {
        String delimiter = stock().getEndDelimiter();
        if (delimiter == null || delimiter.equals(";")) {
            return List.of(sql);
        }
        try {
            return List.of(Pattern.compile(delimiter, Pattern.CASE_INSENSITIVE).split(sql));
        } catch (PatternSyntaxException plain) {
            return List.of(sql.split(Pattern.quote(delimiter)));
        }
    }

    /** As with the stock change, only the author knows what takes it back. */
    @Override
    protected boolean canBeTakenBack() {
        return false;
    }

    @Override
    protected List<Step> rollbackSteps(Target target) {
        return List.of();
    }
}
