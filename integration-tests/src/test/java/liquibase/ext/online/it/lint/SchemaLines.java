package liquibase.ext.online.it.lint;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import liquibase.ext.online.lint.catalog.ColumnInfo;
import liquibase.ext.online.lint.catalog.ConstraintInfo.Kind;
import liquibase.ext.online.lint.catalog.Snapshot;
import liquibase.ext.online.lint.catalog.Snapshot.ConstraintEntry;
import liquibase.ext.online.lint.catalog.Snapshot.IndexEntry;
import liquibase.ext.online.lint.catalog.Snapshot.Name;
import liquibase.ext.online.lint.catalog.Snapshot.TableEntry;
import liquibase.ext.online.sql.Type;
import org.jspecify.annotations.Nullable;

/** A schema as lines that can be compared: expressions, which a server writes in its own words, only by their being there. */
final class SchemaLines {
    private final Set<String> lines = new TreeSet<>();

    private SchemaLines() {}

    static Set<String> of(Snapshot snapshot) {
        SchemaLines all = new SchemaLines();
        snapshot.tables().forEach(all::add);
        for (Snapshot.ViewEntry view : snapshot.views()) {
            String name = text(view.name());
            all.lines.add("view " + name + (view.materialized() ? " materialized" : ""));
            view.reads().forEach(read -> all.lines.add("view " + name + " reads " + text(read.relation())));
            for (Snapshot.Read read : view.reads()) {
                boolean ofTable =
                        snapshot.tables().stream().anyMatch(t -> t.name().equals(read.relation()));
                if (ofTable) {
                    all.lines.add(
                            "view " + name + " reads " + text(read.relation()) + " " + new TreeSet<>(read.columns()));
                }
            }
            view.indexes().forEach(index -> all.add(name, index));
        }
        for (Snapshot.SequenceEntry sequence : snapshot.sequences()) {
            String owner = sequence.owner() == null ? "nobody" : text(sequence.owner()) + " " + sequence.column();
            all.lines.add("sequence " + text(sequence.name()) + " of " + owner);
        }
        for (Snapshot.TypeEntry type : snapshot.types()) {
            String base = type.base() == null ? "" : " over " + type(type.base());
            all.lines.add("type " + text(type.name()) + " " + type.kind() + " " + type.values() + base
                    + (type.notNull() ? " not null " : " ")
                    + new TreeSet<>(type.checks().keySet()));
        }
        return all.lines;
    }

    private void add(TableEntry table) {
        String name = text(table.name());
        lines.add("table " + name + (table.partitionBy() == null ? "" : " by " + squeezed(table.partitionBy()))
                + (table.bound() == null ? "" : " bound " + squeezed(table.bound())) + " children of "
                + new TreeSet<>(table.parents().stream().map(SchemaLines::text).toList()) + " triggers "
                + new TreeSet<>(table.triggers()) + " " + table.tablespace() + " " + table.accessMethod());
        int position = 0;
        for (ColumnInfo column : table.columns()) {
            String origin = column.origin() == ColumnInfo.Origin.SERIAL
                    ? "PLAIN"
                    : column.origin().name();
            lines.add("column " + name + " " + position++ + " " + column.name() + " " + type(column.type())
                    + (column.notNull() ? " not null" : "") + (column.defaultExpression() == null ? "" : " default ")
                    + " " + origin + (column.collation() == null ? "" : " collate " + column.collation()));
        }
        for (ConstraintEntry constraint : table.constraints()) {
            Object columns = constraint.kind() == Kind.CHECK || constraint.kind() == Kind.EXCLUDE
                    ? new TreeSet<>(constraint.columns())
                    : constraint.columns();
            lines.add("constraint " + name + " " + constraint.kind() + " " + constraint.name() + " " + columns
                    + (constraint.valid() ? "" : " not valid") + (constraint.enforced() ? "" : " not enforced")
                    + (constraint.references() == null
                            ? ""
                            : " references " + text(constraint.references()) + constraint.referencedColumns()));
        }
        table.indexes().forEach(index -> add(name, index));
    }

    private void add(String table, IndexEntry index) {
        lines.add("index " + table + " " + index.name() + (index.unique() ? " unique " : " ") + index.method() + " "
                + index.columns() + " include " + index.include() + (index.valid() ? "" : " invalid")
                + (index.nullsNotDistinct() ? " nulls not distinct" : "") + (index.where() == null ? "" : " partial")
                + (index.parent() == null ? "" : " part of " + text(index.parent())));
    }

    private static String text(@Nullable Name name) {
        return name == null ? "" : name.schema() + "." + name.name();
    }

    private static String squeezed(String text) {
        return text.replaceAll("[\\s()'\"]", "").toLowerCase(Locale.ROOT);
    }

    private static String type(String text) {
        Type type = Type.of(text);
        return type.isBuiltIn() ? type.toString() : text.replaceFirst("^public\\.", "");
    }
}
