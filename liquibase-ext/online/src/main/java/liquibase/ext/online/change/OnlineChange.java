package liquibase.ext.online.change;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import liquibase.ChecksumVersion;
import liquibase.change.AbstractChange;
import liquibase.change.ChangeParameterMetaData;
import liquibase.change.DatabaseChangeProperty;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.exception.RollbackImpossibleException;
import liquibase.exception.SetupException;
import liquibase.exception.ValidationErrors;
import liquibase.ext.online.change.OnlineStatement.Direction;
import liquibase.ext.online.plan.Plan;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.plan.ShortTransaction;
import liquibase.ext.online.plan.Step;
import liquibase.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/**
 * A change that does on PostgreSQL, step by step and without stopping the application, what a stock change of Liquibase
 * does in one go. It takes the attributes of that stock change, and on other databases it is that stock change.
 *
 * @param <S> the stock change
 */
public abstract class OnlineChange<S extends AbstractChange> extends StockBackedChange<S> {
    /** The namespace of the change types in XML changelogs. */
    public static final String NAMESPACE = "https://liquibase-online.github.io/xml/ns/online";

    private final Map<Knob, String> tuning = new EnumMap<>(Knob.class);
    private @Nullable Boolean partitioned;
    /** Read anew by each command, which validates first: Liquibase looks a value up in some dozen places. */
    private @Nullable Settings settings;

    protected OnlineChange(S stock) {
        super(stock);
    }

    /** What the plan works on, such as {@code public.product (sku)}. */
    protected abstract String object(Target target);

    /** The stock change that this one replaces, with the same attributes; what it leaves behind is the same. */
    public final S replacedChange() {
        return stock();
    }

    /** The names of the stock changes whose attributes it takes, one of which {@link #replacedChange} bears. */
    public List<String> replacedNames() {
        return List.of(stock().getSerializedObjectName());
    }

    /** Whether the stock change runs online when it gets the name of this one, and nothing else of it is changed. */
    public boolean replacesByName() {
        return true;
    }

    /** The steps on PostgreSQL. */
    protected abstract List<Step> steps(Target target);

    /** The same as one transaction, for small tables; asked where {@link #fitsOneTransaction}. */
    protected ShortTransaction atOnce(Target target) {
        throw new IllegalStateException(name() + " goes step by step");
    }

    /** The steps that take the change back. */
    protected abstract List<Step> rollbackSteps(Target target);

    /** What is wrong with the attributes, as far as no query is needed to tell. */
    protected abstract List<String> problems(Target target);

    /** Whether there is a way back at all; where there is none, the author writes a rollback. */
    protected boolean canBeTakenBack() {
        return true;
    }

    /** Whether the printed script is for a partitioned table; a live run asks the database. */
    @DatabaseChangeProperty(
            description = "Whether scripts that update-sql prints are for a partitioned table; update itself asks the"
                    + " database")
    public @Nullable Boolean getPartitioned() {
        return partitioned;
    }

    public void setPartitioned(@Nullable Boolean partitioned) {
        this.partitioned = partitioned;
    }

    /** Whether the change may write rows in batches, and so has the settings of a backfill as attributes. */
    protected boolean fillsRows() {
        return false;
    }

    /** Whether all of it may be done in one transaction where its tables are small, see {@link #atOnce}. */
    protected boolean fitsOneTransaction() {
        return false;
    }

    private List<Knob> knobs() {
        return Knob.of(fillsRows(), fitsOneTransaction());
    }

    /** Keeps an attribute that overrides a setting of the same name and stays out of the checksum. */
    final void tune(Knob knob, @Nullable String value) {
        settings = null;
        if (value == null) {
            tuning.remove(knob);
        } else {
            tuning.put(knob, value);
        }
    }

    final @Nullable String tuned(Knob knob) {
        return tuning.get(knob);
    }

    @Override
    protected final List<ChangeParameterMetaData> ownParameters() {
        return knobs().stream()
                .<ChangeParameterMetaData>map(knob -> new TuningParameter(this, knob))
                .toList();
    }

    /** Liquibase 4.33 has rawDateValue, where the releases before and after it have the same in valueDate only. */
    @Override
    public String[] getExcludedFieldFilters(ChecksumVersion version) {
        return Stream.concat(
                        Stream.concat(Stream.of("partitioned", "rawDateValue"), permissions().stream()),
                        knobs().stream().map(Knob::key))
                .toArray(String[]::new);
    }

    /** The attributes that decide whether the change runs and not what it does, and so are no part of its checksum. */
    protected List<String> permissions() {
        return List.of();
    }

    /** Liquibase calls this before it validates, executes or rolls back, and also when the change is not yet in a changeSet. */
    @Override
    public void finishInitialization() throws SetupException {
        stock().finishInitialization();
        if (getChangeSet() != null) {
            OwnTransaction.leaveIfAlone(this);
        }
    }

    @Override
    public boolean generateStatementsVolatile(Database database) {
        return false;
    }

    @Override
    public boolean generateRollbackStatementsVolatile(Database database) {
        return false;
    }

    @Override
    public ValidationErrors validate(Database database) {
        settings = null;
        ValidationErrors errors = new ValidationErrors(this);
        if (loadErrors().isEmpty() && !Target.isPostgres(database)) {
            errors.addAll(stock().validate(database));
            return errors;
        }
        if (loadErrors().isEmpty()) {
            OwnTransaction.problems(this).forEach(errors::addError);
        }
        wrongAttributes(database).forEach(errors::addError);
        if (!errors.hasErrors()) {
            errors.addAll(super.validate(database));
        }
        return errors;
    }

    /** What is wrong with the attributes on PostgreSQL, a sentence each. */
    public final List<String> wrongAttributes(Database database) {
        if (!loadErrors().isEmpty()) {
            return List.copyOf(loadErrors());
        }
        List<String> wrong = new ArrayList<>(EmptyNames.in(this));
        try {
            wrong.addAll(problems(target(database)));
        } catch (IllegalArgumentException wrongSetting) {
            wrong.add(String.valueOf(wrongSetting.getMessage()));
        }
        return wrong.stream().map(problem -> name() + ": " + problem).toList();
    }

    /** What is wrong with it in the rollback block of a changeSet. */
    @SuppressWarnings("ReferenceEquality")
    final ValidationErrors validateInRollbackOf(ChangeSet changeSet, Database database) {
        if (getChangeSet() == changeSet) {
            return validate(database);
        }
        ValidationErrors errors = new ValidationErrors(this);
        errors.addError(name() + " is a change of changeSet " + getChangeSet().toString(false)
                + " and has run there. Write the change itself into the rollback of changeSet "
                + changeSet.toString(false)
                + ", not the id of that changeSet");
        return errors;
    }

    @Override
    public SqlStatement[] generateStatements(Database database) {
        if (!Target.isPostgres(database)) {
            return stock().generateStatements(database);
        }
        Target target = target(database);
        return target.statements(this, plan(target, steps(target)), Direction.FORWARDS);
    }

    @Override
    public boolean supportsRollback(Database database) {
        return Target.isPostgres(database) ? canBeTakenBack() : stock().supportsRollback(database);
    }

    @Override
    public SqlStatement[] generateRollbackStatements(Database database) throws RollbackImpossibleException {
        if (!Target.isPostgres(database)) {
            return stock().generateRollbackStatements(database);
        }
        if (!canBeTakenBack()) {
            throw new RollbackImpossibleException(name()
                    + " cannot be taken back, as nothing keeps what was there: write a rollback into the changeSet that"
                    + " restores it, or an empty one that leaves it out");
        }
        Target target = target(database);
        List<Step> steps = rollbackSteps(target);
        return target.statements(this, new Plan("rollback of " + name(), object(target), steps), Direction.BACKWARDS);
    }

    /** How it is done on small tables, where that is possible. */
    final Optional<ShortTransaction> shortTransaction(Target target) {
        return fitsOneTransaction() ? Optional.of(atOnce(target)) : Optional.empty();
    }

    /** The plan for a server of some version, as documentation and tests need it. */
    public final Plan plan(Target target) {
        return plan(target, steps(target));
    }

    private Plan plan(Target target, List<Step> steps) {
        return new Plan(name(), object(target), steps);
    }

    private Target target(Database database) {
        if (settings == null) {
            settings = OnlineSettings.with(tuning);
        }
        return new Target(database, settings, Boolean.TRUE.equals(partitioned));
    }

    private String name() {
        return getSerializedObjectName();
    }

    @Override
    public String getSerializedObjectNamespace() {
        return NAMESPACE;
    }
}
