package liquibase.ext.online.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import liquibase.ext.online.change.BegunChangeSets;
import liquibase.ext.online.command.Situation.Backfill;
import liquibase.ext.online.fill.ProgressTables.Status;
import liquibase.ext.online.server.Activity.Build;
import liquibase.ext.online.state.Kept;
import org.jspecify.annotations.Nullable;

/** A situation for people. */
final class StatusText {
    private StatusText() {}

    static List<String> of(Situation situation) {
        List<String> lines = new ArrayList<>();
        situation.backfills().forEach(backfill -> lines.addAll(of(backfill)));
        situation.builds().forEach(build -> lines.addAll(of(build)));
        situation.begun().forEach(changeSet -> lines.addAll(of(changeSet)));
        return lines;
    }

    private static List<String> of(List<Kept> changeSet) {
        List<String> lines = new ArrayList<>();
        lines.add("Begun and not executed: " + BegunChangeSets.origin(changeSet));
        lines.add("  begun " + changeSet.get(0).started() + "; update goes on with it, online-revert takes it back");
        changeSet.stream().filter(Kept::stands).forEach(row -> lines.add("  stands: " + row));
        return lines;
    }

    private static List<String> of(Backfill backfill) {
        Status status = backfill.status();
        List<String> lines = new ArrayList<>();
        lines.add("Backfill of " + status.relation() + " (" + status.origin() + ")");
        lines.add("  " + state(backfill) + ": " + figures(backfill));
        lines.add(
                "  phase: " + backfill.phase() + "; begun " + status.started() + ", last written " + status.updated());
        if (backfill.working()) {
            lines.add("  at work: pid " + status.backend()
                    + (status.workers() == 1 ? "" : " and further workers, " + status.workers() + " in all"));
        } else if (!backfill.isDone()) {
            lines.add("  no process works on it; run update to go on");
        }
        optional(lines, "held", backfill.working() ? status.reason() : null);
        optional(lines, "asked for", status.request());
        optional(lines, "last error", status.error());
        backfill.blockers().forEach(blocker -> lines.add("  waits for " + blocker));
        return lines;
    }

    private static String state(Backfill backfill) {
        String status = backfill.status().status();
        return backfill.working() || !List.of("running", "held", "paused").contains(status) ? status : "interrupted";
    }

    private static String figures(Backfill backfill) {
        Status status = backfill.status();
        String of = status.total() == 0
                ? ""
                : String.format(Locale.ROOT, " of about %,d (%d %%)", status.total(), backfill.percent());
        String rate = backfill.rate() > 0 ? String.format(Locale.ROOT, ", %,.0f rows/s", backfill.rate()) : "";
        double left = backfill.secondsLeft();
        return String.format(
                Locale.ROOT,
                "%,d rows%s, %,d written%s%s",
                status.rows(),
                of,
                status.written(),
                rate,
                Double.isInfinite(left) ? "" : ", " + time((long) left) + " left");
    }

    private static String time(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    private static void optional(List<String> lines, String name, @Nullable String value) {
        if (value != null) {
            lines.add("  " + name + ": " + value);
        }
    }

    private static List<String> of(Build build) {
        List<String> lines = new ArrayList<>();
        lines.add("Index build on " + build.table() + (build.index() == null ? "" : ": " + build.index()) + " ("
                + build.application() + ", pid " + build.backend() + ")");
        lines.add("  " + build.phase()
                + (build.total() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", %,d of %,d %s (%d %%)",
                                build.done(),
                                build.total(),
                                build.unit(),
                                build.done() * 100 / build.total())));
        build.blockers().forEach(blocker -> lines.add("  waits for " + blocker));
        return lines;
    }
}
