package liquibase.ext.online.it.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import liquibase.ext.online.it.server.Majors;
import liquibase.ext.online.lint.parse.Grammar;
import liquibase.ext.online.lock.Footprint;
import liquibase.ext.online.read.SqlReader;
import liquibase.ext.online.sql.Command;
import liquibase.ext.online.sql.DropDatabase;
import liquibase.ext.online.sql.Known;
import liquibase.ext.online.sql.MaintainAll;
import liquibase.ext.online.sql.MoveAll;
import liquibase.ext.online.sql.PgVersion;
import liquibase.ext.online.sql.ReassignOwned;
import liquibase.ext.online.sql.Unreadable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The law that everything else stands on: the footprint that a command declares is the one that a server shows. */
class LockFootprintIT {
    private static final List<FootprintCase> CASES = FootprintCase.all();
    private static final Map<Integer, Laboratory> LABORATORIES = new HashMap<>();

    /** What a case of one table in one transaction has no place for: every table, or those of a role or tablespace. */
    private static final Set<Class<?>> UNPROVEN =
            Set.of(Unreadable.class, MaintainAll.class, MoveAll.class, DropDatabase.class, ReassignOwned.class);

    private final SqlReader reader = Grammar.reader();

    static Stream<Arguments> casesByMajor() {
        return Majors.of(CASES, FootprintCase::runsOn);
    }

    @AfterAll
    static void closeAll() throws SQLException {
        for (Laboratory laboratory : LABORATORIES.values()) {
            laboratory.close();
        }
    }

    @ParameterizedTest(name = "PostgreSQL {0}: {1}")
    @MethodSource("casesByMajor")
    void declaresWhatTheServerShows(int major, FootprintCase footprintCase) throws Exception {
        Laboratory laboratory = laboratory(major);
        Known known = laboratory.prepare(footprintCase);
        List<Command> commands = read(footprintCase);
        if (footprintCase.error() != null) {
            assertThatThrownBy(() -> laboratory.observe(footprintCase.statements()))
                    .hasMessageContaining(footprintCase.error());
            return;
        }
        assertThat(commands).allMatch(command -> command.notUnderstood(known).isEmpty());
        assertThat(commands).allMatch(command -> command.runsInTransaction() == (footprintCase.hold() == null));

        PgVersion version = new PgVersion(major);
        Footprint declared = all(commands, version, known);
        Footprint supposed = all(commands, version, Known.NOTHING);
        Footprint observed = observe(laboratory, footprintCase);

        if (footprintCase.hold() == null) {
            assertThat(ofTablesBefore(declared, observed))
                    .as("declared for %s by %s", footprintCase.statements(), commands)
                    .isEqualTo(observed);
        } else {
            assertThat(declared.tables().keySet()).isEqualTo(observed.tables().keySet());
            assertAtLeast(declared, observed, footprintCase);
        }
        if (!footprintCase.known()) {
            assertAtLeast(supposed, observed, footprintCase);
        }
    }

    @Test
    void everyRecordOfACommandHasACase() {
        Set<Class<?>> seen = new HashSet<>(UNPROVEN);
        CASES.forEach(c -> read(c).forEach(command -> RecordClasses.collect(command, seen)));
        assertThat(RecordClasses.ofCommands()).hasSizeGreaterThan(90).isSubsetOf(seen);
    }

    /** What is not known makes the footprint wider and heavier, never lighter. */
    private static void assertAtLeast(Footprint declared, Footprint observed, FootprintCase footprintCase) {
        observed.tables().forEach((table, touch) -> {
            Footprint.Touch other = declared.tables().get(table);
            if (other != null) {
                assertThat(other.mode())
                        .as("mode on %s in %s", table, footprintCase)
                        .isGreaterThanOrEqualTo(touch.mode());
                assertThat(other.work())
                        .as("work on %s in %s", table, footprintCase)
                        .isGreaterThanOrEqualTo(touch.work());
            }
        });
    }

    /** A table that an earlier command of the case makes is in the footprint of a later one. */
    private static Footprint ofTablesBefore(Footprint declared, Footprint observed) {
        Footprint footprint = declared;
        for (String table : List.of("lk")) {
            footprint = observed.tables().containsKey(table) ? footprint : footprint.without(table);
        }
        return footprint;
    }

    private static Footprint observe(Laboratory laboratory, FootprintCase footprintCase) throws Exception {
        return footprintCase.hold() == null
                ? laboratory.observe(footprintCase.statements())
                : laboratory.observeWaiting(footprintCase.statements().get(0), footprintCase.hold());
    }

    private static Footprint all(List<Command> commands, PgVersion version, Known known) {
        return commands.stream()
                .map(command -> command.footprint(version, known))
                .reduce(Footprint.NONE, Footprint::and);
    }

    private List<Command> read(FootprintCase footprintCase) {
        List<Command> commands = new ArrayList<>();
        for (String sql : footprintCase.statements()) {
            List<Command> read = reader.read(sql);
            assertThat(read).as(sql).hasSize(1);
            Command command = read.get(0);
            assertThat(reader.read(command.sql())).as("read again").containsExactly(command);
            commands.add(command);
        }
        return commands;
    }

    private static Laboratory laboratory(int major) throws SQLException {
        Laboratory laboratory = LABORATORIES.get(major);
        if (laboratory == null) {
            laboratory = new Laboratory(major);
            LABORATORIES.put(major, laboratory);
        }
        return laboratory;
    }
}
