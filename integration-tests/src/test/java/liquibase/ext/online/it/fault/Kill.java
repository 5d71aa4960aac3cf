package liquibase.ext.online.it.fault;

import java.util.Random;

/**
 * A fault and its moment.
 *
 * @param statement the number of the statement that begins then, from 1
 * @param millis how long after that
 */
record Kill(Fault fault, int statement, int millis) {
    private static final int WITHIN_A_STATEMENT = 15;

    /** Half of all kills are near a statement, whatever it is; half are at any time, so that long statements get theirs. */
    static Kill draw(Random random, Undisturbed run) {
        Fault fault = Fault.draw(random);
        return random.nextBoolean()
                ? new Kill(fault, 1 + random.nextInt(run.statements()), random.nextInt(WITHIN_A_STATEMENT))
                : new Kill(fault, 1, random.nextInt((int) run.time().toMillis()));
    }

    @Override
    public String toString() {
        return "%s %d ms after statement %d".formatted(fault, millis, statement);
    }
}
