package liquibase.ext.online.recipe;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import liquibase.ext.online.sql.AddColumn;
import liquibase.ext.online.sql.AddConstraint;
import liquibase.ext.online.sql.AlterSequenceOwnedBy;
import liquibase.ext.online.sql.AlterTable;
import liquibase.ext.online.sql.Column;
import liquibase.ext.online.sql.ColumnConstraint;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.CreateObject;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.PrimaryKey;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;
import liquibase.ext.online.sql.Type;
import liquibase.ext.online.sql.Unique;
import liquibase.ext.online.sql.Volatility;

/** A new column: bare, which takes a moment, and then what it demands and is filled with, each by its own way. */
@AutoService(Recipe.class)
public final class NewColumnRecipe implements Recipe {
    @Override
    public Optional<Verdict> verdict(Command command, Given given) {
        if (!(command instanceof AlterTable alter) || !(alter.actions().get(0) instanceof AddColumn add)) {
            return Optional.empty();
        }
        NewColumnParts column = NewColumnParts.of(add.definition());
        QualifiedName table = alter.table();
        if (column.generated().isPresent()) {
            return Optional.of(
                    generated(given, table, column).instead("A stored value is computed for every row that exists."));
        }
        if (column.isNumbered()) {
            Way numbered = numbered(given, table, column);
            return Optional.of(
                    column.isIdentity()
                            ? numbered.instead("An identity column numbers every row that exists.")
                            : numbered.online());
        }
        if (column.lacksValue()) {
            return Optional.of(Verdict.None.of(
                    "The rows that exist would have no value.",
                    "Give it a default, which costs nothing while it is the same for every row; or add it with"
                            + " addColumnOnline, whose attribute value is what the rows that exist get, in batches."));
        }
        return isOfConstrainedDomain(column, given)
                ? Optional.of(ofDomain(given, column))
                : Optional.of(bare(given, table, column).online());
    }

    private static boolean isOfConstrainedDomain(NewColumnParts column, Given given) {
        Type type = Type.of(column.type());
        return !type.isBuiltIn() && given.known().isConstrained(column.type());
    }

    private static Verdict ofDomain(Given given, NewColumnParts column) {
        return Verdict.None.of(
                "A domain with a constraint is checked for every row.",
                "Add " + Sql.name(column.name()) + " with addColumnOnline, with the type below the domain"
                        + given.known()
                                .baseType(column.type())
                                .map(type -> ", " + type + ",")
                                .orElse("")
                        + " and the condition of the domain as checkConstraint of the column.");
    }

    private static Way generated(Given given, QualifiedName table, NewColumnParts column) {
        String expression = column.generated().orElseThrow();
        if (given.versions().all(PgVersion::hasVirtualGeneratedColumns)) {
            Column computed = new Column(
                    column.name(),
                    SqlTypes.written(column.type()),
                    null,
                    List.of(new ColumnConstraint.Generated(expression, false)));
            return Way.begin()
                    .note("Compute it on reading, which writes no row.")
                    .shortly(AlterTable.of(table, new AddColumn(false, computed)));
        }
        return FilledColumn.add(
                Way.begin().note("Compute it in a trigger, and in batches for the rows that exist."),
                table,
                column.name(),
                column.type(),
                expression,
                FilledColumn.ofNewRow(table, expression));
    }

    /** Without a rewrite, and NOT NULL as such a column is. */
    private static Way numbered(Given given, QualifiedName table, NewColumnParts column) {
        QualifiedName sequence = table.sibling(table.name() + "_" + column.name() + "_seq");
        String type = SqlTypes.ofNumbers(column.type());
        Way way = Way.begin()
                .note("Number the rows in batches, from a sequence.")
                .alone(new CreateObject(CreateObject.Kind.SEQUENCE, sequence + " AS " + type))
                .change(ChangeForm.of("addColumnOnline", table)
                        .column(
                                Map.of("nullable", "false"),
                                "name",
                                column.name(),
                                "type",
                                type,
                                "defaultValueSequenceNext",
                                sequence.toString()))
                .shortly(new AlterSequenceOwnedBy(sequence, table, column.name()));
        return demands(way, given, table, column, true);
    }

    private static Way bare(Given given, QualifiedName table, NewColumnParts column) {
        Optional<ChangeForm> form = column.form(table, given.known());
        if (isFilledRowByRow(column, given)) {
            return Way.begin()
                    .change(form.orElseGet(() -> ChangeForm.of("addColumnOnline", table)
                            .column("name", column.name(), "type", SqlTypes.written(column.type()))));
        }
        Way byHand = demands(pieces(given, table, column), given, table, column, false);
        return form.isPresent() ? Way.begin().change(form.get(), byHand) : byHand;
    }

    private static Way pieces(Given given, QualifiedName table, NewColumnParts column) {
        Way way = Way.begin();
        if (column.primaryKey().isPresent()) {
            return way.first(
                    "Add " + column.name() + " without PRIMARY KEY, and give each row a value of its own, in batches.");
        }
        List<Command> shortly = new ArrayList<>();
        shortly.add(AlterTable.of(table, new AddColumn(false, column.bare())));
        List<String> validated = new ArrayList<>();
        column.checks().forEach((named, checked) -> {
            String name =
                    named.isEmpty() ? given.known().chosenName(table, List.of(column.name()), checked.label()) : named;
            shortly.add(AlterTable.of(table, AddConstraint.notValid(name, checked.definition())));
            validated.add(name);
        });
        way.statements(Stage.Mode.SHORTLY, shortly);
        validated.forEach(name -> ByHand.validated(way, table, name));
        return way;
    }

    private static boolean isFilledRowByRow(NewColumnParts column, Given given) {
        String value = column.defaultExpression();
        return value != null
                && Volatility.of(value).mayBeVolatile()
                && !given.known().provesNotVolatile(value);
    }

    private static Way demands(Way way, Given given, QualifiedName table, NewColumnParts column, boolean notNull) {
        column.unique().ifPresent(unique -> {
            List<String> columns = List.of(column.name());
            String name = unique.name().isEmpty() ? given.known().chosenName(table, columns, "key") : unique.name();
            UniqueRecipe.add(way, given, table, name, (Unique) unique.key().of(column.name()));
        });
        column.primaryKey().ifPresent(key -> {
            if (!notNull) {
                NotNullRecipe.prove(way, given, table, column.name());
            }
            PrimaryKeyRecipe.build(way, given, table, key.name().isEmpty() ? null : key.name(), (PrimaryKey)
                    key.key().of(column.name()));
        });
        return way;
    }
}
