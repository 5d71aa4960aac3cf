package liquibase.ext.online.read;

/**
 * Turns places in a body into places in the text that the body stands in.
 *
 * @param from what the body begins at, or the place that all of it has
 * @param to where the body ends; -1 where each character has a place of its own
 */
record Places(int from, int to) {
    /** A body that stands in the text as it is, from a place on. */
    static Places from(int start) {
        return new Places(start, -1);
    }

    /** A body that is written otherwise than it reads: every place of it is the whole. */
    static Places all(int start, int end) {
        return new Places(start, end);
    }

    int start(int offset) {
        return to < 0 ? from + offset : from;
    }

    int end(int offset) {
        return to < 0 ? from + offset : to;
    }
}
