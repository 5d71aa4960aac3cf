package liquibase.ext.online.it.fault;

import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A fault and its moment.
 *
 * @param kind of a statement, see {@link Attempt#kind}; nothing for any
 * @param occurrence which of that kind it is that begins then, from 1
 * @param millis how long after that
 */
record Kill(Fault fault, String kind, int occurrence, int millis) {
    /** For an update that nothing happens to; its moment is its first statement. */
    static final Kill NEVER = new Kill(Fault.JVM_TERMINATED, "", 1, 0);

    private static final int WITHIN_A_STATEMENT = 15;

    /**
     * Half of all kills are at any time, so that long work gets its share; half are near a statement, where each kind is
     * as likely as another: there are hundreds of batches, and one index is built.
     */
    static Kill draw(Random random, Undisturbed run) {
        Fault fault = Fault.draw(random, run.variant());
        List<String> kinds =
                run.heard().stream().distinct().filter(fault::strikesAt).toList();
        boolean anyTime = random.nextBoolean();
        if (anyTime && fault != Fault.WORKER_TERMINATED) {
            return new Kill(fault, "", 1, random.nextInt((int) run.time().toMillis()));
        }
        String kind = kinds.get(random.nextInt(kinds.size()));
        int occurrences = Collections.frequency(run.heard(), kind);
        return new Kill(fault, kind, 1 + random.nextInt(occurrences), random.nextInt(WITHIN_A_STATEMENT));
    }

    boolean isAt(String statement) {
        return kind.isEmpty() || kind.equals(statement);
    }

    @Override
    public String toString() {
        return "%s %d ms after statement %d of <%s>".formatted(fault, millis, occurrence, kind);
    }
}
