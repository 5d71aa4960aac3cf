package liquibase.ext.online.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import liquibase.ext.online.plan.StateTable.How;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.QualifiedName;
import liquibase.ext.online.sql.Sql;

/** What a script writes down of what it does, as a run of the plan would, so that update can go on where it stopped. */
public interface ScriptRows {
    /** Of a script that leaves no trace. */
    ScriptRows NONE = new ScriptRows() {};

    /** Statements before everything else. */
    default List<String> begin() {
        return List.of();
    }

    /** Statements before commands that commit by themselves. */
    default List<String> before(List<Command> commands) {
        return List.of();
    }

    /** Statements that belong to the same transaction as the commands. */
    default List<String> with(List<Command> commands) {
        return List.of();
    }

    /**
     * Statements before others that make what only the server knows.
     *
     * @param objects a query for it, see {@link Action.ForEach}; empty for nothing
     */
    default List<String> making(String objects) {
        return List.of();
    }

    /** Statements for the transaction of a statement that runs once. */
    default List<String> ran(String step) {
        return List.of();
    }

    /** Statements behind those. */
    default List<String> isMade(String objects) {
        return List.of();
    }

    /**
     * A command as statements.
     *
     * @param known what the steps before have established of the tables
     */
    default List<String> statements(Command command, Known known) {
        return List.of(command.sql());
    }

    /**
     * Work on rows.
     *
     * @param acceptRowSecurity whether rows that a policy hides may stay as they are
     */
    default List<String> fill(Step step, RowWork work, boolean acceptRowSecurity) {
        return List.of(RowScript.of(work, acceptRowSecurity, ""));
    }

    /** Statements after everything else. */
    default List<String> end() {
        return List.of();
    }

    /**
     * Of a script that does a change.
     *
     * @param changelog DATABASECHANGELOG as SQL text
     */
    record Forwards(StateTable table, String changelog, Edition edition) implements ScriptRows {
        @Override
        public List<String> begin() {
            List<String> create = table.create();
            List<String> lines = new ArrayList<>(create.subList(0, 2));
            lines.add(refuse(table.main(), changelog));
            lines.add(refuse(table.stretches(), changelog));
            lines.addAll(create.subList(2, create.size()));
            lines.add(
                    "IF EXISTS (" + table.version() + " AND fingerprint OPERATOR(pg_catalog.<>) '" + StateTable.VERSION
                            + "') THEN RAISE EXCEPTION '% has a later layout: print this script anew by the extension that made it', "
                            + Sql.literal(table.main().toString()) + "; END IF");
            lines.add(table.begin(edition));
            return List.of(block(
                    "What update would keep of this change, so that it can go on where the script stopped.", lines));
        }

        @Override
        public List<String> before(List<Command> commands) {
            return kept(commands, How.BUILDING);
        }

        @Override
        public List<String> with(List<Command> commands) {
            List<String> rows = new ArrayList<>(kept(commands, How.CREATED));
            Made.takenBackBy(commands, Known.NOTHING).forEach(made -> rows.add(table.drop(edition.origin(), made)));
            return rows;
        }

        private List<String> kept(List<Command> commands, How how) {
            return Made.by(commands).stream()
                    .map(made -> table.made(edition.origin(), made, how))
                    .toList();
        }

        @Override
        public List<String> making(String objects) {
            return objects.isEmpty() ? List.of() : List.of(table.making(edition.origin(), objects));
        }

        @Override
        public List<String> ran(String step) {
            return List.of(table.ran(edition.origin(), step));
        }

        @Override
        public List<String> isMade(String objects) {
            return objects.isEmpty() ? List.of() : List.of(table.isMade(edition.origin()));
        }

        @Override
        public List<String> fill(Step step, RowWork work, boolean acceptRowSecurity) {
            return List.of(
                    table.fillBegins(edition, step.name(), work.table()),
                    RowScript.of(work, acceptRowSecurity, table.fillWrote(edition.origin(), step.name(), "written")),
                    table.fillEnds(edition.origin(), step.name()));
        }

        @Override
        public List<String> end() {
            return List.of(table.end(edition.origin()));
        }
    }

    /**
     * Of a script that takes a change back.
     *
     * @param changelog DATABASECHANGELOG as SQL text
     */
    record Backwards(StateTable table, String changelog, Origin origin) implements ScriptRows {
        @Override
        public List<String> begin() {
            return List.of(block(
                    "What was kept of the change says what stood before it.",
                    List.of(refuse(table.main(), changelog), refuse(table.stretches(), changelog))));
        }

        /** What stood before the change stays, and so does a constraint with an index that did; rollback builds that anew. */
        @Override
        public List<String> statements(Command command, Known known) {
            List<Made> gone = Made.takenBackBy(List.of(command), known);
            if (gone.isEmpty()) {
                return List.of(command.sql());
            }
            if (command.runsInTransaction()) {
                return List.of(unlessAdopted(gone, command.sql()));
            }
            String stays = "pg_catalog.set_config('online.stays', ";
            return List.of(
                    "SELECT " + stays + "'yes', false)",
                    unlessAdopted(gone, "PERFORM " + stays + "'no', false)"),
                    "SELECT " + Sql.literal(command.sql())
                            + " WHERE pg_catalog.current_setting('online.stays') OPERATOR(pg_catalog.=) 'no' \\gexec\n"
                            + "-- the query above wrote the statement, unless what it drops stood before, and psql ran it");
        }

        private String unlessAdopted(List<Made> gone, String work) {
            return "DO "
                    + Sql.dollarQuoted("""

                            BEGIN
                              IF %s IS NOT NULL THEN
                                IF %s THEN
                                  RAISE WARNING '%% stays, as it or a part of it stood before the change', %s;
                                  RETURN;
                                END IF;
                              END IF;
                              %s;
                            END\s""".formatted(
                            CatalogText.oid(table.main()),
                            gone.stream()
                                    .map(made -> table.isAdopted(origin, made))
                                    .collect(Collectors.joining(" OR ")),
                            Sql.literal(gone.stream().map(Made::toString).collect(Collectors.joining(" and "))),
                            work));
        }

        @Override
        public List<String> end() {
            List<String> lines = new ArrayList<>();
            lines.add("IF " + CatalogText.oid(table.main()) + " IS NULL THEN RETURN; END IF");
            lines.addAll(table.forget(origin));
            return List.of(block("What was kept of the change.", lines));
        }
    }

    /** Ends the script where a table of that name is not ours. */
    private static String refuse(QualifiedName table, String changelog) {
        return "IF EXISTS (SELECT FROM (" + StateTable.doubt(table, changelog)
                + ") AS doubt (reason) WHERE reason IS NOT NULL) THEN RAISE EXCEPTION '% may not be what it seems; update says"
                + " why', " + Sql.literal(table.toString()) + "; END IF";
    }

    private static String block(String comment, List<String> lines) {
        return "-- " + comment + "\nDO "
                + Sql.dollarQuoted("\nBEGIN\n  PERFORM pg_catalog.set_config('client_min_messages', 'warning', true);\n"
                        + lines.stream().map(line -> "  " + line + ";\n").collect(Collectors.joining())
                        + "END ");
    }
}
