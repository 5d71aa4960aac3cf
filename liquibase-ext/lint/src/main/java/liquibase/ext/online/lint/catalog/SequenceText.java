package liquibase.ext.online.lint.catalog;

import java.util.List;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;

/** What stands behind CREATE SEQUENCE. */
final class SequenceText {
    private SequenceText() {}

    static void create(Contents objects, String definition) {
        String text = withoutIfNotExists(definition);
        List<Token> tokens = SqlLexer.tokens(text);
        QualifiedName name = SqlText.nameAt(tokens, 0).orElse(null);
        if (name == null || objects.isTaken(name)) {
            return;
        }
        SequenceInfo sequence = new SequenceInfo(objects.names.created(name));
        objects.names.add(sequence);
        for (int i = 1; i + 4 < tokens.size(); i++) {
            if (tokens.get(i).is("owned") && tokens.get(i + 1).is("by")) {
                own(objects, sequence, tokens.subList(i + 2, tokens.size()));
            }
        }
    }

    private static void own(Contents objects, SequenceInfo sequence, List<Token> tokens) {
        boolean qualified = tokens.size() > 4 && tokens.get(3).is(".");
        QualifiedName table = qualified
                ? new QualifiedName(tokens.get(0).name(), tokens.get(2).name())
                : QualifiedName.of(tokens.get(0).name());
        sequence.ownedBy(objects.table(table), tokens.get(qualified ? 4 : 2).name());
    }

    static String withoutIfNotExists(String definition) {
        List<Token> tokens = SqlLexer.tokens(definition);
        boolean has = tokens.size() > 3
                && tokens.get(0).is("if")
                && tokens.get(1).is("not")
                && tokens.get(2).is("exists");
        return has ? definition.substring(tokens.get(3).start()) : definition;
    }
}
