package liquibase.ext.online.plan;

import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.sql.PartsQuery;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** Values for queries to pg_catalog, as SQL that means the same in every search_path. */
public final class CatalogText {
    private CatalogText() {}

    /** The oid of a relation as SQL, NULL when there is none. */
    public static String oid(QualifiedName relation) {
        return "pg_catalog.to_regclass(" + Sql.literal(relation.toString()) + ")";
    }

    /** Text values as a SQL array. */
    public static String array(List<String> texts) {
        return texts.stream().map(Sql::literal).collect(Collectors.joining(", ", "ARRAY[", "]::pg_catalog.text[]"));
    }

    /** The oids of a table and of all that inherits from it or is a partition of it, as a SQL list. */
    public static String family(QualifiedName table) {
        return PartsQuery.oids(oid(table));
    }
}
