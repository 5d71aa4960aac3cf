package liquibase.ext.online.lint.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The lines of the changelog's files. The files shown last are kept: findings come in the changelog's order. */
final class Sources {
    private static final int KEPT = 4;

    private final Function<String, String> texts;
    private final Map<String, Text> kept = new LinkedHashMap<>();

    Sources(Function<String, String> texts) {
        this.texts = texts;
    }

    /** The file's text by lines; of none when it cannot be read. */
    Text of(String file) {
        Text text = kept.get(file);
        if (text == null) {
            if (kept.size() == KEPT) {
                kept.remove(kept.keySet().iterator().next());
            }
            text = Text.of(texts.apply(file));
            kept.put(file, text);
        }
        return text;
    }

    /** A text and where its lines begin; a line ends with LF, CR LF or CR. */
    static final class Text {
        private final String text;
        private final int[] starts;
        private int lastNumber;
        private String last = "";

        private Text(String text, int[] starts) {
            this.text = text;
            this.starts = starts;
        }

        static Text of(String text) {
            int[] starts = new int[64];
            int lines = text.isEmpty() ? 0 : 1;
            for (int i = 0; i < text.length(); i++) {
                char letter = text.charAt(i);
                boolean ends =
                        letter == '\n' || (letter == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
                if (ends) {
                    if (lines == starts.length) {
                        starts = Arrays.copyOf(starts, lines * 2);
                    }
                    starts[lines++] = i + 1;
                }
            }
            return new Text(text, Arrays.copyOf(starts, lines));
        }

        int lines() {
            return starts.length;
        }

        /** A line without its end; lines count from 1. The last one is kept: it may be long, and have many places. */
        String line(int number) {
            if (number != lastNumber) {
                lastNumber = number;
                last = cut(number);
            }
            return last;
        }

        private String cut(int number) {
            int from = starts[number - 1];
            int to = number < starts.length ? starts[number] : text.length();
            while (to > from && (text.charAt(to - 1) == '\n' || text.charAt(to - 1) == '\r')) {
                to--;
            }
            return text.substring(from, to);
        }
    }
}
