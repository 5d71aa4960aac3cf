package liquibase.ext.online.read;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import liquibase.ext.online.sql.CreateObject;
import liquibase.ext.online.sql.Token;

/** Tells, from the tokens alone, that the definition of an object is SQL; of the kinds that changelogs are full of. */
final class PlainObject {
    /** Options of a sequence that a number follows. */
    private static final Set<String> NUMBERED = Set.of("START", "INCREMENT", "MINVALUE", "MAXVALUE", "CACHE");

    private PlainObject() {}

    /** Whether the tokens from an index on, behind the kind, are the definition of a sequence, an enum or an extension. */
    static boolean is(CreateObject.Kind kind, List<Token> tokens, int from) {
        int at = from;
        if (isAt(tokens, at, "IF") && isAt(tokens, at + 1, "NOT") && isAt(tokens, at + 2, "EXISTS")) {
            at += 3;
        }
        if (at >= tokens.size() || !PlainName.is(tokens.get(at))) {
            return false;
        }
        at++;
        if (kind != CreateObject.Kind.EXTENSION && isAt(tokens, at, ".")) {
            if (at + 1 >= tokens.size() || !PlainName.is(tokens.get(at + 1))) {
                return false;
            }
            at += 2;
        }
        return switch (kind) {
            case SEQUENCE -> areSequenceOptions(tokens, at);
            case TYPE -> isEnum(tokens, at);
            case EXTENSION -> at == tokens.size();
            default -> false;
        };
    }

    private static boolean areSequenceOptions(List<Token> tokens, int from) {
        int at = from;
        while (at < tokens.size()) {
            String option = tokens.get(at).text().toUpperCase(Locale.ROOT);
            if (option.equals("CYCLE")) {
                at++;
            } else if (option.equals("NO") && isNegatable(tokens, at + 1)) {
                at += 2;
            } else if (NUMBERED.contains(option)) {
                at++;
                boolean takesWord = option.equals("START") || option.equals("INCREMENT");
                at += takesWord && isAt(tokens, at, option.equals("START") ? "WITH" : "BY") ? 1 : 0;
                at += isAt(tokens, at, "-") ? 1 : 0;
                if (at >= tokens.size() || tokens.get(at).kind() != Token.Kind.NUMBER) {
                    return false;
                }
                at++;
            } else {
                return false;
            }
        }
        return true;
    }

    private static boolean isNegatable(List<Token> tokens, int at) {
        return isAt(tokens, at, "CYCLE") || isAt(tokens, at, "MINVALUE") || isAt(tokens, at, "MAXVALUE");
    }

    private static boolean isEnum(List<Token> tokens, int from) {
        if (!isAt(tokens, from, "AS") || !isAt(tokens, from + 1, "ENUM") || !isAt(tokens, from + 2, "(")) {
            return false;
        }
        int at = from + 2;
        do {
            at++;
            if (at >= tokens.size() || tokens.get(at).kind() != Token.Kind.STRING) {
                return false;
            }
            at++;
        } while (isAt(tokens, at, ","));
        return isAt(tokens, at, ")") && at + 1 == tokens.size();
    }

    private static boolean isAt(List<Token> tokens, int at, String text) {
        return at < tokens.size() && tokens.get(at).is(text);
    }
}
