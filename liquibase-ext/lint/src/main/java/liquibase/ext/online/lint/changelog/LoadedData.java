package liquibase.ext.online.lint.changelog;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import liquibase.change.core.LoadDataChange;
import liquibase.change.core.LoadDataChange.LOAD_DATA_TYPE;
import liquibase.change.core.LoadDataColumnConfig;
import liquibase.change.core.LoadUpdateDataChange;
import liquibase.exception.LiquibaseException;
import liquibase.statement.DatabaseFunction;
import liquibase.statement.SqlStatement;
import liquibase.statement.core.InsertOrUpdateStatement;
import liquibase.statement.core.InsertStatement;
import liquibase.util.csv.CSVReader;
import org.jspecify.annotations.Nullable;

/**
 * What loadData and loadUpdateData send for each row of their file: every row is written by the same statement, so one is
 * made, with parameters for the values, and the rows stay where they are.
 */
final class LoadedData {
    private LoadedData() {}

    /** The statement for a row; none when the file has no rows. */
    static SqlStatement[] statements(LoadDataChange change) throws IOException, LiquibaseException {
        // Of a file that is not there, Liquibase has only a NullPointerException to say.
        @Nullable CSVReader reader = change.getCSVReader();
        if (reader == null) {
            throw new IOException("there is no file " + change.getFile());
        }
        try {
            String @Nullable [] header = next(reader, change);
            if (header == null || next(reader, change) == null) {
                return new SqlStatement[0];
            }
            InsertStatement row = row(change);
            for (int i = 0; i < header.length; i++) {
                LoadDataColumnConfig column = column(change.getColumns(), header[i].strip(), i);
                if (column == null || column.getTypeEnum() != LOAD_DATA_TYPE.SKIP) {
                    String name = column == null ? null : column.getName();
                    row.addColumnValue(name == null ? header[i].strip() : name, new DatabaseFunction("$" + (i + 1)));
                }
            }
            return new SqlStatement[] {row};
        } finally {
            close(reader);
        }
    }

    private static void close(CSVReader reader) throws IOException {
        try {
            reader.close();
        } catch (Exception failure) {
            throw new IOException(failure);
        }
    }

    private static InsertStatement row(LoadDataChange change) {
        if (change instanceof LoadUpdateDataChange update) {
            return new InsertOrUpdateStatement(
                    update.getCatalogName(),
                    update.getSchemaName(),
                    update.getTableName(),
                    update.getPrimaryKey(),
                    Boolean.TRUE.equals(update.getOnlyUpdate()));
        }
        return new InsertStatement(change.getCatalogName(), change.getSchemaName(), change.getTableName());
    }

    private static @Nullable LoadDataColumnConfig column(List<LoadDataColumnConfig> columns, String header, int index) {
        for (LoadDataColumnConfig column : columns) {
            if (Objects.equals(column.getIndex(), index)
                    || header.equalsIgnoreCase(column.getHeader())
                    || header.equalsIgnoreCase(column.getName())) {
                return column;
            }
        }
        return null;
    }

    /** The next line that is no comment. */
    private static String @Nullable [] next(CSVReader reader, LoadDataChange change) throws IOException {
        @Nullable String comment = change.getCommentLineStartsWith();
        String @Nullable [] line = reader.readNext();
        while (line != null && (line.length == 0 || isComment(line[0], comment))) {
            line = reader.readNext();
        }
        return line;
    }

    private static boolean isComment(String start, @Nullable String comment) {
        return comment != null && !comment.isEmpty() && start.startsWith(comment);
    }
}
