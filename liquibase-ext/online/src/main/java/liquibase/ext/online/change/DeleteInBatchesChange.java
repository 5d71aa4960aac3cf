package liquibase.ext.online.change;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import liquibase.change.Change;
import liquibase.change.ChangeMetaData;
import liquibase.change.DatabaseChange;
import liquibase.change.DatabaseChangeProperty;
import liquibase.change.core.DeleteDataChange;
import liquibase.database.Database;
import liquibase.exception.ValidationErrors;
import liquibase.ext.online.plan.Deletion;
import liquibase.ext.online.plan.Deletion.Archive;
import liquibase.ext.online.plan.Step;
import liquibase.ext.online.recipe.DeleteSteps;
import liquibase.ext.online.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/** delete, batch by batch, each its own transaction. */
@AutoService(Change.class)
@DatabaseChange(
        name = "deleteInBatches",
        description =
                "Deletes rows of a table in batches that commit on their own, or moves them to another table, and resumes where"
                        + " it stopped",
        priority = ChangeMetaData.PRIORITY_DEFAULT,
        appliesTo = "table")
public final class DeleteInBatchesChange extends RowsChange<DeleteDataChange> {
    private @Nullable String archiveTo;
    private @Nullable String archiveSchemaName;
    private @Nullable Boolean allowCascade;
    private @Nullable Boolean allowUnindexedReferences;

    public DeleteInBatchesChange() {
        super(new DeleteDataChange());
    }

    @DatabaseChangeProperty(description = "A table that the rows are moved to")
    public @Nullable String getArchiveTo() {
        return archiveTo;
    }

    public void setArchiveTo(@Nullable String archiveTo) {
        this.archiveTo = archiveTo;
    }

    @DatabaseChangeProperty(description = "The schema of archiveTo; else that of the table")
    public @Nullable String getArchiveSchemaName() {
        return archiveSchemaName;
    }

    public void setArchiveSchemaName(@Nullable String archiveSchemaName) {
        this.archiveSchemaName = archiveSchemaName;
    }

    @DatabaseChangeProperty(
            description =
                    "Whether rows of other tables may go or change too, by foreign keys with ON DELETE CASCADE, SET"
                            + " NULL or SET DEFAULT")
    public @Nullable Boolean getAllowCascade() {
        return allowCascade;
    }

    public void setAllowCascade(@Nullable Boolean allowCascade) {
        this.allowCascade = allowCascade;
    }

    @DatabaseChangeProperty(
            description = "Whether tables that reference the rows without an index may be read for each row that goes")
    public @Nullable Boolean getAllowUnindexedReferences() {
        return allowUnindexedReferences;
    }

    public void setAllowUnindexedReferences(@Nullable Boolean allowUnindexedReferences) {
        this.allowUnindexedReferences = allowUnindexedReferences;
    }

    @Override
    protected List<String> permissions() {
        return List.of("allowCascade", "allowUnindexedReferences");
    }

    /** Without the archive the rows would be lost; other databases have no statement that moves them. */
    @Override
    public ValidationErrors validate(Database database) {
        ValidationErrors errors = super.validate(database);
        if (archiveTo != null && !Target.isPostgres(database)) {
            errors.addError(
                    "deleteInBatches: archiveTo works on PostgreSQL only; set dbms=\"postgresql\" on the changeSet");
        }
        return errors;
    }

    @Override
    protected List<String> problems(Target target) {
        List<String> problems = new ArrayList<>(problemsOfWhere());
        if (archiveTo == null && archiveSchemaName != null) {
            problems.add("archiveSchemaName is given without archiveTo");
        }
        if (archiveTo != null && !archiveTo.isBlank() && stock().getTableName() != null) {
            Deletion deletion = deletion(target);
            if (deletion.archive() != null && deletion.archive().table().equals(deletion.table())) {
                problems.add("archiveTo is the table itself");
            }
        }
        return problems;
    }

    @Override
    protected String object(Target target) {
        return deletion(target).toString();
    }

    @Override
    protected List<Step> steps(Target target) {
        return DeleteSteps.delete(
                deletion(target), Boolean.TRUE.equals(allowCascade), Boolean.TRUE.equals(allowUnindexedReferences));
    }

    /** There is no way back to the rows, as the stock change has none. */
    @Override
    protected boolean canBeTakenBack() {
        return false;
    }

    @Override
    protected List<Step> rollbackSteps(Target target) {
        return List.of();
    }

    private Deletion deletion(Target target) {
        QualifiedName table = target.table(stock().getSchemaName(), stock().getTableName());
        return new Deletion(
                table, where(target), archive(target, table), target.settings().pacing());
    }

    private @Nullable Archive archive(Target target, QualifiedName table) {
        if (archiveTo == null) {
            return null;
        }
        QualifiedName named = target.table(archiveSchemaName, archiveTo);
        return new Archive(archiveSchemaName == null ? new QualifiedName(table.schema(), named.name()) : named, "");
    }
}
