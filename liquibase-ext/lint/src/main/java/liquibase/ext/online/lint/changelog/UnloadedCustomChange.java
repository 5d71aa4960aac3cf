package liquibase.ext.online.lint.changelog;

import liquibase.Scope;
import liquibase.change.AbstractChange;
import liquibase.change.ChangeFactory;
import liquibase.change.DatabaseChange;
import liquibase.change.custom.CustomChangeWrapper;
import liquibase.database.Database;
import liquibase.parser.core.ParsedNode;
import liquibase.resource.ResourceAccessor;
import liquibase.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for a customChange, whose class is neither needed nor wanted: 4.x would fail the whole changelog without it,
 * and its constructor could do anything.
 */
@DatabaseChange(name = UnloadedCustomChange.NAME, description = "A class of the author's", priority = 100)
public final class UnloadedCustomChange extends AbstractChange {
    static final String NAME = "customChange";

    private String className = "";

    /** For Liquibase. */
    public UnloadedCustomChange() {}

    /** Puts itself in the place of customChange until {@link #leave}. */
    static void enter() {
        replaceBy(new UnloadedCustomChange());
    }

    static void leave() {
        replaceBy(new CustomChangeWrapper());
    }

    private static void replaceBy(AbstractChange change) {
        ChangeFactory factory = Scope.getCurrentScope().getSingleton(ChangeFactory.class);
        factory.unregister(NAME);
        factory.register(change);
    }

    @Override
    public void load(ParsedNode parsedNode, ResourceAccessor resourceAccessor) {
        @Nullable
        Object name = parsedNode.getChildren(null, "class").stream()
                .map(ParsedNode::getValue)
                .findFirst()
                .orElse(null);
        className = String.valueOf(name);
    }

    /** The class that would run. */
    String className() {
        return className;
    }

    @Override
    public boolean supports(Database database) {
        return true;
    }

    @Override
    public SqlStatement[] generateStatements(Database database) {
        return new SqlStatement[0];
    }

    @Override
    public String getConfirmationMessage() {
        return className;
    }

    @Override
    public String getSerializedObjectNamespace() {
        return STANDARD_CHANGELOG_NAMESPACE;
    }
}
