package liquibase.ext.online.lint.report;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.Finding;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Suppression;
import liquibase.ext.online.lint.finding.TableEffect;
import liquibase.ext.online.lock.Work;
import org.jspecify.annotations.Nullable;

/** What the JSON reports have in common. */
final class JsonPieces {
    /** Hundreds of findings may be about one statement, and each has it. */
    private static final int MOST_SQL = 4_000;

    private JsonPieces() {}

    /** Indented, so that reports can be read and compared; nulls are written. */
    static JsonWriter writer(Appendable out) {
        JsonWriter json = new JsonWriter(AppendableWriter.of(out));
        json.setFormattingStyle(FormattingStyle.PRETTY);
        return json;
    }

    static void changeSet(@Nullable ChangeSetId changeSet, JsonWriter json) throws IOException {
        json.name("changeSet");
        if (changeSet == null) {
            json.nullValue();
            return;
        }
        json.beginObject();
        json.name("file").value(changeSet.file());
        json.name("id").value(changeSet.id());
        json.name("author").value(changeSet.author());
        json.endObject();
    }

    static void place(Place place, JsonWriter json) throws IOException {
        json.name("file").value(place.file());
        json.name("line").value(place.line());
        json.name("column").value(place.column());
        json.name("endLine").value(place.endLine());
        json.name("endColumn").value(place.endColumn());
    }

    static void statement(Finding finding, JsonWriter json) throws IOException {
        String statement = finding.statement();
        json.name("statement").value(statement == null ? null : Printable.limited(statement, MOST_SQL));
    }

    static void tables(List<TableEffect> tables, JsonWriter json) throws IOException {
        json.name("tables").beginArray();
        for (TableEffect table : tables) {
            json.beginObject();
            json.name("table").value(table.table());
            json.name("lock").value(table.lock().sqlName());
            json.name("work").beginArray();
            for (Work work : table.work()) {
                json.value(Words.label(work));
            }
            json.endArray();
            json.name("rows");
            if (table.rows().isPresent()) {
                json.value(table.rows().getAsLong());
            } else {
                json.nullValue();
            }
            json.endObject();
        }
        json.endArray();
    }

    static void suppressed(@Nullable Suppression suppression, JsonWriter json) throws IOException {
        json.name("suppressed");
        if (suppression == null) {
            json.nullValue();
            return;
        }
        LocalDate until = suppression.until();
        json.beginObject();
        json.name("reason").value(suppression.reason());
        json.name("until").value(until == null ? null : until.toString());
        json.name("file").value(suppression.place().file());
        json.name("line").value(suppression.place().line());
        json.endObject();
    }
}
