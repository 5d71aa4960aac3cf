package liquibase.ext.online.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.lock.LockMode;
import liquibase.ext.online.lock.Work;

/**
 * The text of a query, and the relations it reads.
 *
 * @param sql starts with SELECT, WITH, VALUES or TABLE; or the part of another command that reads
 */
public record Query(String sql) {
    private static final Set<String> SEQUENCE_FUNCTIONS = Set.of("nextval", "setval", "currval");

    /**
     * Every relation it names: ACCESS SHARE is what reading takes, FOR UPDATE and a writing WITH take more.
     *
     * @param work what is done to the relations that are read
     */
    public Footprint footprint(Work work) {
        List<Token> tokens = SqlLexer.tokens(sql);
        Footprint footprint = sequencesIn(tokens, LockMode.ROW_EXCLUSIVE);
        QueryScan scan = QueryScan.of(tokens);
        for (QualifiedName table : scan.reads()) {
            footprint = footprint.and(table, LockMode.ACCESS_SHARE, work);
        }
        return footprint.and(scan.writes());
    }

    /** The relations behind FROM, JOIN, USING and TABLE; names that WITH defines are left out. */
    public Set<QualifiedName> tables() {
        return QueryScan.of(SqlLexer.tokens(sql)).reads();
    }

    /** The functions it calls that do not come with PostgreSQL, as SQL text. */
    public List<String> calls() {
        return Volatility.of(sql).unknownFunctions();
    }

    /** What it writes or locks of rows that are there already. */
    public List<RowWrite> rowWrites() {
        return RowWriteScan.of(sql);
    }

    /** Sequences that an expression takes numbers from, as far as they are written as literals. */
    static Footprint sequencesIn(String expression, LockMode mode) {
        return sequencesIn(SqlLexer.tokens(expression), mode);
    }

    private static Footprint sequencesIn(List<Token> tokens, LockMode mode) {
        Footprint footprint = Footprint.NONE;
        for (int i = 0; i + 2 < tokens.size(); i++) {
            Token name = tokens.get(i + 2);
            if (name.kind() == Token.Kind.STRING
                    && tokens.get(i + 1).is("(")
                    && SEQUENCE_FUNCTIONS.contains(tokens.get(i).text().toLowerCase(Locale.ROOT))) {
                String text = name.text();
                String sequence = text.substring(text.indexOf('\'') + 1, text.length() - 1);
                footprint = footprint.and(sequence, mode, Work.CATALOG_ONLY);
            }
        }
        return footprint;
    }
}
