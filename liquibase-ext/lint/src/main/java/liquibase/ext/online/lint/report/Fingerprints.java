package liquibase.ext.online.lint.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import liquibase.ext.online.lint.finding.ChangeSetId;
import liquibase.ext.online.lint.finding.Finding;
import org.jspecify.annotations.Nullable;

/**
 * Marks by which other tools know a finding again in the next run. They hold when lines move or white space changes:
 * made of the rule, the changeSet, the change, the statement, and a number for the same thing said twice. Ask for each
 * finding once, in the order of the run.
 */
final class Fingerprints {
    private static final int LONG = 4_000;

    private final Map<String, Integer> seen = new HashMap<>();
    private final MessageDigest digest = sha256();
    private @Nullable String last;
    private byte[] ofLast = {};

    /** 32 hexadecimal digits, another for each finding of a run. */
    String next(Finding finding) {
        ChangeSetId changeSet = finding.changeSet();
        String change = finding.change();
        String statement = finding.statement();
        add(finding.rule());
        add(changeSet == null ? finding.place().file() : changeSet.toString());
        add(change == null ? "" : change);
        // Without a statement or a changeSet, the message tells two findings apart.
        add(dense(statement == null ? finding.message() : statement));
        String same = HexFormat.of().formatHex(digest.digest(), 0, 14);
        int number = seen.merge(same, 1, Integer::sum);
        return same + HexFormat.of().toHexDigits((short) number);
    }

    private void add(String part) {
        add(part.getBytes(StandardCharsets.UTF_8));
    }

    private void add(byte[] part) {
        digest.update(part);
        digest.update((byte) 0);
    }

    /** Hundreds of findings may be about one long statement, of which only its digest is taken, once. */
    private byte[] dense(String text) {
        if (!text.equals(last)) {
            last = text;
            ofLast = Printable.oneBlank(text).getBytes(StandardCharsets.UTF_8);
            if (ofLast.length > LONG) {
                ofLast = sha256().digest(ofLast);
            }
        }
        return ofLast;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
