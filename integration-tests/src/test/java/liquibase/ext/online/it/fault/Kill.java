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

    /** Moments that chance alone would miss: a change has begun and done nothing yet, and workers that a throttle holds. */
    private static final List<String> RARE = List.of("'begun'", "'held'");

    private static final int ONE_IN = 4;

    /**
     * One in four kills is at a rare moment. Of the others half are at any time, so that long work gets its share; half are
     * near a statement, where each kind is as likely as another: there are hundreds of batches, and one index is built.
     */
    static Kill draw(Random random, Undisturbed run) {
        Fault fault = Fault.draw(random, run.variant());
        List<String> kinds =
                run.heard().stream().distinct().filter(fault::strikesAt).toList();
        List<String> rare = kinds.stream()
                .filter(kind -> RARE.stream().anyMatch(kind::contains))
                .toList();
        if (random.nextInt(ONE_IN) == 0 && !rare.isEmpty()) {
            return near(rare.get(random.nextInt(rare.size())), fault, random, run);
        }
        boolean anyTime = random.nextBoolean();
        if (anyTime && fault != Fault.WORKER_TERMINATED) {
            return new Kill(fault, "", 1, random.nextInt((int) run.time().toMillis()));
        }
        return near(kinds.get(random.nextInt(kinds.size())), fault, random, run);
    }

    private static Kill near(String kind, Fault fault, Random random, Undisturbed run) {
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
