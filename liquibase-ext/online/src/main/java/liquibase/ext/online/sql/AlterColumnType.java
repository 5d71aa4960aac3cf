package liquibase.ext.online.sql;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/**
 * {@code ALTER COLUMN … TYPE …}: writes the table and its indexes anew unless {@link TypeChange} knows better; then it
 * rebuilds or reads what depends on the column. Tables that a foreign key ties to the column are locked as hard, and read
 * when the key is checked again.
 *
 * @param collation null for the type's own
 * @param using null for the cast that an assignment takes
 */
public record AlterColumnType(
        String column,
        String type,
        @Nullable QualifiedName collation,
        @Nullable String using) implements AlterTable.Action {

    @Override
    public String sql() {
        return "ALTER COLUMN " + Sql.name(column) + " TYPE " + type + (collation == null ? "" : " COLLATE " + collation)
                + (using == null ? "" : " USING " + using);
    }

    @Override
    public Footprint footprint(QualifiedName table, PgVersion version, Known known) {
        boolean keepsRows = keepsRows(table, version, known);
        Footprint footprint = Footprint.of(
                table, LockMode.ACCESS_EXCLUSIVE, keepsRows ? workOnDependents(table, known) : Work.TABLE_REWRITE);
        for (QualifiedName linked : known.linkedBy(table, column)) {
            footprint =
                    footprint.and(linked, LockMode.ACCESS_EXCLUSIVE, keepsRows ? Work.CATALOG_ONLY : Work.TABLE_SCAN);
        }
        Optional<QualifiedName> sequence =
                known.isIdentity(table, column) ? known.sequenceOf(table, column) : Optional.empty();
        return sequence.isEmpty()
                ? footprint
                : footprint.and(sequence.get(), LockMode.SHARE_ROW_EXCLUSIVE, Work.CATALOG_ONLY);
    }

    /** Whether every value is computed by an expression, not only cast. */
    public boolean computes() {
        return using != null && !isPlainCast(using);
    }

    private boolean keepsRows(QualifiedName table, PgVersion version, Known known) {
        return !computes()
                && !known.isConstrained(type)
                && change(table, known)
                        .filter(change -> change.keepsRows(version, known))
                        .isPresent();
    }

    /** The change below the domains: casting to or from an unconstrained domain does nothing. */
    private Optional<TypeChange> change(QualifiedName table, Known known) {
        Type to = Type.of(known.baseType(type).orElse(type));
        return known.typeOf(table, column)
                .map(from -> new TypeChange(Type.of(known.baseType(from).orElse(from)), to));
    }

    private Work workOnDependents(QualifiedName table, Known known) {
        Set<Dependent> dependents = known.dependents(table, column);
        boolean keepsIndexes = collation == null
                && change(table, known).filter(TypeChange::keepsIndexes).isPresent();
        if (dependents.contains(Dependent.INDEX_EXPRESSION)
                || (dependents.contains(Dependent.INDEX) && !keepsIndexes)) {
            return Work.INDEX_BUILD;
        }
        return dependents.contains(Dependent.CHECK) ? Work.TABLE_SCAN : Work.CATALOG_ONLY;
    }

    /** Whether the expression is the cast that PostgreSQL would make itself; Liquibase always writes it out. */
    private boolean isPlainCast(String expression) {
        String plain = bare(expression);
        String name = bare(column);
        return plain.equals(name) || plain.equals(name + "::" + bare(type));
    }

    private static String bare(String text) {
        StringBuilder bare = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c) && c != '(' && c != ')' && c != '"') {
                bare.append(c);
            }
        }
        return bare.toString().toLowerCase(Locale.ROOT);
    }
}
