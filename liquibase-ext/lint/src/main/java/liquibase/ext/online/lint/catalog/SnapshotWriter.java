package liquibase.ext.online.lint.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import liquibase.ext.online.lint.catalog.Snapshot.ConstraintEntry;
import liquibase.ext.online.lint.catalog.Snapshot.IndexEntry;
import liquibase.ext.online.lint.catalog.Snapshot.Name;
import liquibase.ext.online.lint.catalog.Snapshot.TableEntry;
import liquibase.ext.online.lint.changelog.SessionNames;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** What a catalog knows as a snapshot. */
final class SnapshotWriter {
    private final Contents objects;

    SnapshotWriter(Contents objects) {
        this.objects = objects;
    }

    Snapshot write() {
        List<TableEntry> tables = new ArrayList<>();
        List<Snapshot.ViewEntry> views = new ArrayList<>();
        List<Snapshot.SequenceEntry> sequences = new ArrayList<>();
        List<Relation> relations = objects.names.all();
        relations.sort(Comparator.comparing(relation -> relation.name().toString()));
        relations.removeIf(
                relation -> Namespace.TEMPORARY.equals(relation.name().schema()));
        for (Relation relation : relations) {
            if (relation instanceof Table table && table.created) {
                tables.add(table(table));
            } else if (relation instanceof View view) {
                views.add(view(view));
            } else if (relation instanceof SequenceInfo sequence) {
                Name owner = sequence.owner == null ? null : name(sequence.owner.name());
                sequences.add(new Snapshot.SequenceEntry(name(sequence.name()), owner, sequence.ownerColumn));
            }
        }
        SessionNames session = objects.names.session();
        return new Snapshot(
                objects.version.major(),
                session.database(),
                session.searchPath(),
                tables,
                views,
                sequences,
                types(),
                objects.functions.entries());
    }

    private TableEntry table(Table table) {
        return new TableEntry(
                name(table.name()),
                table.columns.values().stream().map(this::column).toList(),
                table.constraints.values().stream()
                        .map(SnapshotWriter::constraint)
                        .toList(),
                table.indexes.stream().map(SnapshotWriter::index).toList(),
                table.partitioning == null
                        ? null
                        : table.partitioning.strategy() + " (" + String.join(", ", table.partitioning.keys()) + ")",
                table.bound,
                table.parents().stream().map(SnapshotWriter::name).toList(),
                List.copyOf(table.triggers.keySet()),
                table.tablespace,
                table.accessMethod,
                table.rows,
                table.bytes);
    }

    /** The type with its schema where the catalog knows it. */
    private ColumnInfo column(ColumnInfo column) {
        return column.withType(type(column.type()), column.collation());
    }

    private String type(String text) {
        TypeInfo type = objects.types.named(text);
        return type == null ? text : type.name + (objects.types.of(text).array() ? "[]" : "");
    }

    private static ConstraintEntry constraint(ConstraintInfo constraint) {
        return new ConstraintEntry(
                constraint.name,
                constraint.kind,
                constraint.columns,
                constraint.expression,
                constraint.valid,
                constraint.enforced,
                constraint.inheritable,
                constraint.referenced == null ? null : name(constraint.referenced.name()),
                constraint.referencedColumns);
    }

    private static IndexEntry index(IndexInfo index) {
        return new IndexEntry(
                index.name().name(),
                index.unique(),
                index.nullsNotDistinct(),
                index.valid,
                index.method(),
                index.keys(),
                index.columns(),
                index.include(),
                index.definition.where(),
                index.parent == null ? null : name(index.parent.name()));
    }

    private static Snapshot.ViewEntry view(View view) {
        List<Snapshot.Read> reads = new ArrayList<>();
        view.reads.forEach(
                (relation, columns) -> reads.add(new Snapshot.Read(name(relation.name()), List.copyOf(columns))));
        return new Snapshot.ViewEntry(
                name(view.name()),
                view.materialized(),
                reads,
                view.indexes.stream().map(SnapshotWriter::index).toList());
    }

    private List<Snapshot.TypeEntry> types() {
        return objects.types.all().stream()
                .map(type -> new Snapshot.TypeEntry(
                        name(type.name),
                        type.kind,
                        List.copyOf(type.values()),
                        base(type.base),
                        type.notNull,
                        type.checks))
                .toList();
    }

    private @Nullable String base(@Nullable String text) {
        return text == null ? null : type(text);
    }

    private static Name name(QualifiedName name) {
        return new Name(Objects.requireNonNullElse(name.schema(), ""), name.name());
    }
}
