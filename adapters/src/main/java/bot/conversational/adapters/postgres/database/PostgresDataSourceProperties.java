package bot.conversational.adapters.postgres.database;

import java.time.Duration;
import java.util.Map;
import org.postgresql.PGProperty;

/**
 * The driver's settings that every connection of the service's pool needs.
 *
 * <p>Two limits guard each call. A slow server gets a request to cancel the statement after the statement's time (see
 * {@link PostgresJdbi}). A server that does not respond at all is given up {@link #BEYOND_STATEMENT} later by the
 * socket, and the connection with it. Both are the client's own: {@code statement_timeout} as a start-up option would
 * not get through PgBouncer, and if set later it would stay for the next user of that server connection.
 */
public final class PostgresDataSourceProperties {

    static final Duration BEYOND_STATEMENT = Duration.ofSeconds(1);

    private PostgresDataSourceProperties() {}

    /**
     * The settings by the driver's names.
     *
     * @param statementTimeout whole seconds, at least one; the same as given to {@link PostgresJdbi}
     * @param applicationName what the server shows of the connection
     */
    public static Map<String, String> of(Duration statementTimeout, String applicationName) {
        long socketTimeout = statementTimeout.plus(BEYOND_STATEMENT).toSeconds();
        return Map.ofEntries(
                Map.entry(PGProperty.APPLICATION_NAME.getName(), applicationName),
                // Prepared on the server from the first use: parsing and planning again costs nearly half of a short
                // call.
                Map.entry(PGProperty.PREPARE_THRESHOLD.getName(), "1"),
                // A host that is off says nothing. The next one is asked after this time, and it may be the primary by
                // now.
                Map.entry(PGProperty.CONNECT_TIMEOUT.getName(), "1"),
                Map.entry(PGProperty.SOCKET_TIMEOUT.getName(), Long.toString(socketTimeout)),
                // The caller waits for the cancelling to end, which a frozen server would stretch to ten seconds.
                Map.entry(PGProperty.CANCEL_SIGNAL_TIMEOUT.getName(), "1"),
                // Of several hosts in the address the one that takes writes; a standby is as good as no server.
                Map.entry(PGProperty.TARGET_SERVER_TYPE.getName(), "primary"),
                Map.entry(PGProperty.TCP_KEEP_ALIVE.getName(), "true"),
                Map.entry(PGProperty.REWRITE_BATCHED_INSERTS.getName(), "true"),
                // A server's detail quotes the values of the row: addresses and texts that no log may have.
                Map.entry(PGProperty.LOG_SERVER_ERROR_DETAIL.getName(), "false"));
    }
}
