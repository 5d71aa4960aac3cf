package liquibase.ext.online.it.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import liquibase.listener.SqlListener;

/** The statements that run while it listens, those of Liquibase itself included. */
class Statements extends SqlListener {
    static final Pattern CHANGES_TABLES = Pattern.compile(
            "(BEGIN; SET LOCAL|ALTER |CREATE (UNIQUE )?INDEX|DROP INDEX|COMMENT|UPDATE ONLY|LOCK TABLE).*",
            Pattern.DOTALL);

    private final List<String> all = new ArrayList<>();

    @Override
    public void writeSqlWillRun(String sql) {
        all.add(sql);
    }

    List<String> thatChangeTables() {
        return all.stream().filter(sql -> CHANGES_TABLES.matcher(sql).matches()).toList();
    }
}
