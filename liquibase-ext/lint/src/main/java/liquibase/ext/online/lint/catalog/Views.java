package liquibase.ext.online.lint.catalog;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import liquibase.ext.online.sql.CreateView;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Query;
import liquibase.ext.online.sql.SqlLexer;
import liquibase.ext.online.sql.Token;
import org.jspecify.annotations.Nullable;

/** What making a view leaves behind: which relations and columns it reads. */
final class Views {
    private final Contents objects;

    Views(Contents objects) {
        this.objects = objects;
    }

    /** CREATE [OR REPLACE] VIEW. */
    void create(CreateView create) {
        View view = create(create.name(), false, create.orReplace(), create.query());
        if (view != null) {
            view.made = create;
        }
    }

    /** The same, of one that may keep its rows; null where something else has its name. */
    @Nullable
    View create(QualifiedName name, boolean materialized, boolean orReplace, Query query) {
        Relation existing = objects.names.find(objects.names.created(name));
        View view;
        if (existing instanceof View old && orReplace) {
            view = old;
            view.reads.keySet().forEach(read -> read.readers.remove(view));
            view.reads.clear();
        } else if (existing == null || (existing instanceof Table table && !table.created)) {
            view = new View(objects.names.created(name), materialized);
            objects.names.add(view);
        } else {
            return null;
        }
        List<Token> tokens = SqlLexer.tokens(query.sql());
        Set<String> words = words(tokens);
        boolean all = takesAll(tokens);
        for (QualifiedName table : query.tables()) {
            Relation found = objects.names.find(table);
            Relation read = found == null ? objects.table(table) : found;
            view.reads.put(read, columns(read, words, all));
            read.readers.add(view);
        }
        return view;
    }

    private static Set<String> columns(Relation read, Set<String> words, boolean all) {
        Set<String> columns = new LinkedHashSet<>();
        if (read instanceof Table table) {
            for (String column : table.columns.keySet()) {
                if (all || words.contains(column)) {
                    columns.add(column);
                }
            }
            if (!table.created) {
                columns.addAll(words);
            }
        }
        return columns;
    }

    private static Set<String> words(List<Token> tokens) {
        Set<String> words = new HashSet<>();
        for (Token token : tokens) {
            if (token.isName()) {
                words.add(token.name());
            }
        }
        return words;
    }

    /** Whether a star stands for columns; that of count(*) and a multiplication do not. */
    private static boolean takesAll(List<Token> tokens) {
        for (int i = 1; i < tokens.size(); i++) {
            Token before = tokens.get(i - 1);
            if (tokens.get(i).is("*")
                    && (before.is("select") || before.is(",") || before.is(".") || before.is("distinct"))) {
                return true;
            }
        }
        return false;
    }
}
