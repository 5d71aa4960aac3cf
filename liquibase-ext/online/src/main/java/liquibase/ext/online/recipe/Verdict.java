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
     * There is no online way to the same end.
     *
     * @param why as a sentence
     * @param advice what to do then, which leads to another end or is for the author to decide
     */
    record None(String why, List<Stage> advice) implements Verdict {
        public None {
            advice = List.copyOf(advice);
        }

        /** With advice in words. */
        static None of(String why, String advice) {
            return new None(why, List.of(new Stage.Note(advice)));
        }
    }

    /** What it does is not known, because it {@code why}. */
    record Unread(String why) implements Verdict {}
}
