package liquibase.ext.online.recipe;

import java.util.List;

/** What becomes of a command beside a running application. */
public sealed interface Verdict {

    /** It is done in stages, none of which makes others wait for a time that grows with a table. */
    record Online(List<Stage> stages) implements Verdict {
        public Online {
            stages = List.copyOf(stages);
        }
    }

    /** It takes a lock that stops others for a moment, so that what matters is how it waits for it. */
    @SuppressWarnings("JavaLangClash")
    record Short() implements Verdict {}

    /** It stops nobody as it is, because {@code why}. */
    record Free(String why) implements Verdict {}

    /**
     * There is no online way.
     *
     * @param why as a sentence
     * @param advice what to do then, as sentences
     */
    record None(String why, String advice) implements Verdict {}

    /** What it does is not known, because it {@code why}. */
    record Unread(String why) implements Verdict {}
}
