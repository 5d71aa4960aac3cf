package liquibase.ext.online.change;

import liquibase.change.ColumnConfig;

/** A value for a placeholder of a condition; a changelog writes it as {@code param}. */
public final class WhereParameter extends ColumnConfig {

    static WhereParameter of(ColumnConfig column) {
        WhereParameter parameter = new WhereParameter();
        parameter.setName(column.getName());
        parameter.setValue(column.getValue());
        parameter.setValueNumeric(column.getValueNumeric());
        parameter.setValueBoolean(column.getValueBoolean());
        parameter.setValueDate(column.getValueDate());
        parameter.setValueComputed(column.getValueComputed());
        parameter.setValueSequenceNext(column.getValueSequenceNext());
        parameter.setValueSequenceCurrent(column.getValueSequenceCurrent());
        return parameter;
    }

    @Override
    public String getSerializedObjectName() {
        return "param";
    }
}
