package liquibase.ext.online.command;

import java.util.List;
import liquibase.ext.online.change.BegunChangeSets;
import liquibase.ext.online.change.JsonObject;
import liquibase.ext.online.command.Situation.Backfill;
import liquibase.ext.online.fill.ProgressTables.Status;
import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.server.Activity.Build;
import liquibase.ext.online.state.Kept;

/**
 * A situation for programs: an object with {@code backfills}, {@code builds} and {@code begun}. Members without a value are left out;
 * times are ISO 8601.
 */
final class StatusJson {
    private StatusJson() {}

    static JsonObject of(Situation situation) {
        return new JsonObject()
                .withObjects(
                        "backfills",
                        situation.backfills().stream().map(StatusJson::of).toList())
                .withObjects(
                        "builds",
                        situation.builds().stream().map(StatusJson::of).toList())
                .withObjects(
                        "begun", situation.begun().stream().map(StatusJson::of).toList());
    }

    private static JsonObject of(List<Kept> changeSet) {
        return new JsonObject()
                .with("changeSet", of(BegunChangeSets.origin(changeSet)))
                .with("started", iso(changeSet.get(0).started()))
                .withTexts(
                        "stands",
                        changeSet.stream()
                                .filter(Kept::stands)
                                .map(Kept::toString)
                                .toList());
    }

    private static JsonObject of(Origin origin) {
        return new JsonObject()
                .with("file", origin.path())
                .with("id", origin.id())
                .with("author", origin.author());
    }

    private static JsonObject of(Backfill backfill) {
        Status status = backfill.status();
        JsonObject json = new JsonObject()
                .with("changeSet", of(status.origin()))
                .with("change", status.origin().changeIndex())
                .with("step", status.step())
                .with("table", status.relation())
                .with("status", status.status())
                .with("working", backfill.working())
                .with("phase", backfill.phase())
                .with("request", status.request())
                .with("reason", status.reason())
                .with("error", status.error())
                .with("rows", status.rows())
                .with("written", status.written())
                .with("batches", status.batches());
        if (status.total() > 0) {
            json.with("total", status.total()).with("percent", backfill.percent());
        }
        if (backfill.rate() > 0) {
            json.with("rate", backfill.rate());
        }
        return json.with("secondsLeft", backfill.secondsLeft())
                .with("backend", status.backend())
                .with("workers", status.workers())
                .with("started", iso(status.started()))
                .with("updated", iso(status.updated()))
                .withTexts("blockers", backfill.blockers());
    }

    private static String iso(String timestamp) {
        return timestamp.replace(' ', 'T');
    }

    private static JsonObject of(Build build) {
        return new JsonObject()
                .with("application", build.application())
                .with("backend", build.backend())
                .with("table", build.table())
                .with("index", build.index())
                .with("phase", build.phase())
                .with("unit", build.unit())
                .with("done", build.done())
                .with("total", build.total())
                .withTexts("blockers", build.blockers());
    }
}
