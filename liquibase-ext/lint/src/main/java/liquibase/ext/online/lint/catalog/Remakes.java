package liquibase.ext.online.lint.catalog;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.Check;
import liquibase.ext.online.sql.CreateIndex;
import liquibase.ext.online.sql.ForeignKey;
import liquibase.ext.online.sql.QualifiedName;

/** The commands that would make objects of the catalog again. */
final class Remakes {
    private final Contents objects;

    Remakes(Contents objects) {
        this.objects = objects;
    }

    /** The indexes, those of constraints left out, that hold a column or are computed from it. */
    List<CreateIndex> indexesWith(QualifiedName table, String column) {
        Table found = objects.find(table);
        List<CreateIndex> all = new ArrayList<>();
        if (found != null) {
            for (IndexInfo index : found.indexes()) {
                if (index.constraint().isEmpty() && (index.computesFrom(column) || index.hasColumn(column))) {
                    all.add(create(table, index));
                }
            }
        }
        return all;
    }

    private static CreateIndex create(QualifiedName table, IndexInfo index) {
        return new CreateIndex(
                index.unique(),
                false,
                false,
                index.name().name(),
                false,
                table,
                index.method(),
                index.keys(),
                index.include(),
                index.definition.nullsNotDistinct(),
                null,
                null,
                index.where().orElse(null));
    }

    /** The CHECK constraints that name a column. */
    List<AddConstraint> checksOn(QualifiedName table, String column) {
        Table found = objects.find(table);
        List<AddConstraint> all = new ArrayList<>();
        if (found != null) {
            for (ConstraintInfo check : found.constraints()) {
                if (check.kind() == ConstraintInfo.Kind.CHECK && check.columns().contains(column)) {
                    check.expression().ifPresent(text -> all.add(AddConstraint.valid(check.name(), new Check(text))));
                }
            }
        }
        return all;
    }

    /** Whether a valid foreign key of a table demands what another one does. */
    boolean hasForeignKey(QualifiedName table, ForeignKey key) {
        Table found = objects.find(table);
        Table referenced = objects.find(key.referencedTable());
        return found != null
                && referenced != null
                && found.constraints().stream()
                        .anyMatch(own -> own.valid()
                                && own.enforced()
                                && own.links(
                                        key.columns(),
                                        referenced,
                                        key.referencedColumns().isEmpty()
                                                ? own.referencedColumns()
                                                : key.referencedColumns()));
    }

    /** Whether a view has a unique index of plain columns, over all its rows. */
    static boolean hasRowKey(View view) {
        return view.indexes().stream()
                .anyMatch(index -> index.unique()
                        && index.valid()
                        && index.where().isEmpty()
                        && !index.columns().contains(""));
    }
}
