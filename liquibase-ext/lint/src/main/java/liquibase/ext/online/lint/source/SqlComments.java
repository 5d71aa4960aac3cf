package liquibase.ext.online.lint.source;

import java.util.ArrayList;
import java.util.List;
import liquibase.ext.online.lint.finding.Place;
import liquibase.ext.online.lint.finding.Suppression;

/** Finds the suppressions in the comments of a SQL text, those in the body of a function included. */
final class SqlComments {
    private final SqlText sql;
    private final String text;
    private final SourceDraft draft;
    private final List<SqlText.Attached> attached = new ArrayList<>();
    private final List<Suppression> waiting = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    /** The last character that is neither white space nor in a comment, and the last of them that is no semicolon. */
    private int last = -1;

    private int lastOfStatement = -1;

    SqlComments(SqlText sql, SourceDraft draft) {
        this.sql = sql;
        this.text = sql.text();
        this.draft = draft;
    }

    /** Attaches each to its statement and returns those that no statement follows. */
    List<Suppression> attach() {
        if (text.contains(Suppressions.KEYWORD)) {
            int at = 0;
            while (at < text.length()) {
                at = next(at);
            }
            sql.attach(attached, places);
        }
        return waiting;
    }

    private int next(int at) {
        char c = text.charAt(at);
        int comment = SqlTrivia.commentEnd(text, at);
        if (comment > at) {
            comment(at, comment);
            return comment;
        } else if (Character.isWhitespace(c)) {
            return at + 1;
        }
        if (c == ';') {
            if (last >= 0 && text.charAt(last) != ';') {
                attachWaiting(last);
            }
        } else {
            attachWaiting(at);
            lastOfStatement = at;
        }
        int end = c == '\'' || c == '"' ? SqlTrivia.quotedEnd(text, at) : at + 1;
        last = c == ';' ? at : end - 1;
        lastOfStatement = c == ';' ? lastOfStatement : end - 1;
        return end;
    }

    private void comment(int start, int end) {
        List<Suppression> found = draft.inComment(text.substring(start, commentTextEnd(start, end)), (from, to) -> {
            Place place = sql.place(start + from, start + to);
            places.add(place);
            return place;
        });
        waiting.addAll(found);
        if (lastOfStatement >= 0 && isOneLine(last, start)) {
            attachWaiting(lastOfStatement);
        }
    }

    private int commentTextEnd(int start, int end) {
        return text.charAt(start) == '/' && text.startsWith("*/", end - 2) ? end - 2 : end;
    }

    private boolean isOneLine(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
                return false;
            }
        }
        return true;
    }

    private void attachWaiting(int at) {
        for (Suppression suppression : waiting) {
            attached.add(new SqlText.Attached(suppression, at));
        }
        waiting.clear();
    }
}
