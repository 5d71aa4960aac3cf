package liquibase.ext.online.sql;

import java.util.List;
import liquibase.ext.online.lock.Footprint;

/**
 * CREATE TABLE … OF a composite type.
 *
 * @param elements what is demanded of its columns; may be empty
 * @param options what stands behind; may be empty
 */
public record CreateTypedTable(
        CreateTable.Persistence persistence,
        boolean ifNotExists,
        QualifiedName name,
        QualifiedName type,
        List<CreateTable.Element> elements,
        String options)
        implements Command {

    public CreateTypedTable {
        elements = List.copyOf(elements);
    }

    @Override
    public String sql() {
        return "CREATE " + persistence.prefix() + "TABLE " + (ifNotExists ? "IF NOT EXISTS " : "") + name + " OF "
                + type + CreateTable.list(elements) + (options.isEmpty() ? "" : " " + options);
    }

    @Override
    public Footprint footprint(PgVersion version, Known known) {
        return CreateTable.footprintInNewTable(elements).without(name);
    }
}
