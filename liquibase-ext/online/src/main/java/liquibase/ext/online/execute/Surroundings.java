package liquibase.ext.online.execute;

import liquibase.ext.online.plan.Origin;
import liquibase.ext.online.plan.Settings;
import liquibase.ext.online.server.Connections;
import liquibase.ext.online.server.Heartbeat;
import liquibase.ext.online.server.Session;
import liquibase.ext.online.state.Ledger;
import liquibase.ext.online.state.StateTables;

/**
 * What the plans of one change run in.
 *
 * @param origin the change
 * @param tables where progress is kept
 * @param ledger where it is written down what is done
 * @param connections for what is done beside the session
 * @param heartbeat of the changelog lock that the plans run under
 */
public record Surroundings(
        Session session,
        Settings settings,
        Origin origin,
        StateTables tables,
        Ledger ledger,
        Progress progress,
        Connections connections,
        Heartbeat heartbeat) {}
