package liquibase.ext.online.command;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import liquibase.exception.DatabaseException;
import liquibase.ext.online.fill.ProgressTables.Status;
import liquibase.ext.online.server.Activity;
import liquibase.ext.online.server.Activity.Build;
import liquibase.ext.online.state.Kept;

/** Backfills, index builds, and changeSets that began and were not executed, as they are now. */
record Situation(List<Backfill> backfills, List<Build> builds, List<List<Kept>> begun) {
    private static final Duration LOOK = Duration.ofSeconds(1);

    /**
     * One backfill.
     *
     * @param working whether a process is at work on it
     * @param rate rows per second while the command looked, or else since the start; 0 when neither is known
     * @param blockers the sessions it waited for while the command looked
     */
    record Backfill(Status status, boolean working, double rate, List<String> blockers) {

        boolean isDone() {
            return status.status().equals("done");
        }

        /** Of about all rows, 0 to 100; -1 while that is not known. The estimate may have been too high. */
        int percent() {
            return isDone()
                    ? 100
                    : status.total() == 0 ? -1 : (int) Math.min(100, status.rows() * 100 / status.total());
        }

        /** Until all rows are walked at this rate; infinite when that is not known. */
        double secondsLeft() {
            long left = status.total() - status.rows();
            boolean walks = working && status.status().equals("running") && rate > 0 && left > 0;
            return walks ? left / rate : Double.POSITIVE_INFINITY;
        }

        String phase() {
            return isDone() ? "done" : status.pass() == 0 ? "walk" : "rows left over";
        }
    }

    /** Looks twice within a second where something runs, so that the rate is that of now. */
    static Situation of(OnlineDatabase database, ChangeSetFilter filter) throws SQLException, DatabaseException {
        List<Backfill> first = backfills(database, filter);
        List<Backfill> last = first;
        if (first.stream().anyMatch(backfill -> backfill.working() && !backfill.isDone())) {
            long start = System.nanoTime();
            database.session().stop().pause(LOOK);
            double seconds = (System.nanoTime() - start) / 1e9;
            last = backfills(database, filter).stream()
                    .map(now -> since(first, now, seconds))
                    .toList();
        }
        return new Situation(last, new Activity(database.session()).builds(), database.begun(filter));
    }

    private static List<Backfill> backfills(OnlineDatabase database, ChangeSetFilter filter) throws SQLException {
        Activity activity = new Activity(database.session());
        List<Backfill> backfills = new ArrayList<>();
        for (Status status : database.backfills(filter)) {
            boolean working = !status.status().equals("done") && activity.works(status.backend());
            double average = status.seconds() > 0 ? status.rows() / status.seconds() : 0;
            backfills.add(new Backfill(
                    status,
                    working,
                    average,
                    working
                            ? activity.inTheWayOf(
                                    status.backend(), status.origin().id())
                            : List.of()));
        }
        return backfills;
    }

    private static Backfill since(List<Backfill> first, Backfill now, double seconds) {
        for (Backfill before : first) {
            Status then = before.status();
            if (then.origin().equals(now.status().origin())
                    && then.step().equals(now.status().step())) {
                long rows = now.status().rows() - then.rows();
                Set<String> blockers = new LinkedHashSet<>(before.blockers());
                blockers.addAll(now.blockers());
                return new Backfill(
                        now.status(), now.working(), rows > 0 ? rows / seconds : now.rate(), List.copyOf(blockers));
            }
        }
        return now;
    }
}
