package liquibase.ext.online.lint.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import liquibase.ext.online.lint.changelog.SessionNames;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** All that exists after the commands so far, and when it was made. */
final class Contents {
    final Namespace names;
    final Types types;
    final Functions functions = new Functions();
    final PgVersion version;
    int changeSet;
    boolean unreleased;
    boolean closed = true;
    /** Whether every table that a command so far named had been made by an earlier one. */
    boolean wholeHistory = true;

    /** Every name in what was not read, with which something may have been made or dropped. */
    private final Set<String> mentioned = new HashSet<>();

    /** Those of them that another name may begin with, such as {@code 'part_' || year} does. */
    private final Set<String> mentionedBeginnings = new HashSet<>();

    Unmade outside = Unmade.NOTHING;

    final List<TypeInfo> enumsChangedHere = new ArrayList<>();

    Contents(PgVersion version, SessionNames session) {
        this.version = version;
        this.names = new Namespace(session);
        this.types = new Types(names);
    }

    /** What is made from now on is made by another changeSet. */
    void beginChangeSet(boolean isUnreleased, boolean runsNow) {
        changeSet++;
        unreleased = isUnreleased;
        names.beginChangeSet(changeSet, isUnreleased, runsNow);
        enumsChangedHere.forEach(type -> type.valuesAddedHere.clear());
        enumsChangedHere.clear();
    }

    /** Notes a name in what was not read. */
    void mention(String name) {
        mentioned.add(name);
        if (name.endsWith("_")) {
            mentionedBeginnings.add(name);
        }
    }

    /** Notes that nothing may have come of what was done to these. */
    void doubt(List<String> changed) {
        mentioned.addAll(changed);
    }

    /** Notes what names begin with that are only known at run time; what may have any name is not looked for. */
    void mentionBeginning(String beginning) {
        if (!beginning.isEmpty()) {
            mentionedBeginnings.add(beginning);
        }
    }

    /** Whether a relation of this name that is not found does not exist, as far as can be known. */
    boolean isClosed(QualifiedName relation) {
        return closed
                && !outside.has(names.full(relation))
                && !OfLiquibase.isTable(relation)
                && !names.mayBeElsewhere(relation)
                && !isMentioned(relation.name());
    }

    /** Whether something that was not read may name it. */
    boolean isMentioned(String name) {
        return mentioned.contains(name) || mentionedBeginnings.stream().anyMatch(name::startsWith);
    }

    /** Whether all that exists was seen to be made. */
    boolean isWhole() {
        return closed && wholeHistory && outside.equals(Unmade.NOTHING);
    }

    /** Whether a relation does not exist as far as was seen: all of history was, or at least how this one was dropped. */
    boolean isMissing(QualifiedName relation) {
        return names.find(relation) == null && isClosed(relation) && (wholeHistory || names.isGone(relation));
    }

    /** The table of a name, or null. */
    @Nullable
    Table find(QualifiedName name) {
        return names.find(name) instanceof Table table ? table : null;
    }

    /** The table of a name; one that was never made is noted as far as commands tell of it. */
    Table table(QualifiedName name) {
        Relation found = names.find(name);
        if (found instanceof Table table) {
            names.journal.note(table.name().name());
            return table;
        }
        Table unseen = new Table(names.created(name));
        if (found == null && !name.isSystem()) {
            wholeHistory = false;
            names.add(unseen);
        }
        return unseen;
    }

    /** Notes that a default of a table takes its values from a sequence, if it does. */
    void useSequence(Table table, @Nullable String defaultExpression) {
        SequenceInfo sequence = sequenceIn(defaultExpression);
        if (sequence != null) {
            sequence.users.add(table);
        }
    }

    /** The sequence that {@code nextval('…')} names, or null. */
    @Nullable
    SequenceInfo sequenceIn(@Nullable String expression) {
        if (expression == null) {
            return null;
        }
        int open = expression.indexOf("nextval('");
        int close = open < 0 ? -1 : expression.indexOf('\'', open + 9);
        if (close < 0) {
            return null;
        }
        List<QualifiedName> names = SqlText.names(expression.substring(open + 9, close));
        return !names.isEmpty() && this.names.find(names.get(0)) instanceof SequenceInfo sequence ? sequence : null;
    }

    /** A table that a command makes. What an earlier command said of a table that was not seen is forgotten. */
    Table create(QualifiedName name) {
        Table table = new Table(names.created(name));
        Table unseen = find(table.name());
        if (unseen != null) {
            for (ConstraintInfo foreign : List.copyOf(unseen.incoming)) {
                foreign.referenced = table;
                table.incoming.add(foreign);
            }
        }
        table.created = true;
        table.complete = true;
        names.add(table);
        return table;
    }

    /** Whether a name is taken by something that was seen to be made. */
    boolean isTaken(QualifiedName name) {
        Relation found = names.find(names.created(name));
        return found instanceof Table table ? table.created : found != null;
    }

    /** A table, and at any depth all that inherit from it. */
    static List<Table> withDescendants(Table table) {
        if (table.children.isEmpty()) {
            return List.of(table);
        }
        Set<Table> all = new LinkedHashSet<>(List.of(table));
        List<Table> left = new ArrayList<>(table.children);
        for (int i = 0; i < left.size(); i++) {
            if (all.add(left.get(i))) {
                left.addAll(left.get(i).children);
            }
        }
        return List.copyOf(all);
    }
}
