package bot.conversational.adapters.engines;

import java.util.Map;

/** A primary and its synchronous standby of a test's own. The database is empty. */
public final class PostgresStandby implements AutoCloseable {

    private final ScaleScript servers;

    private PostgresStandby(ScaleScript servers) {
        this.servers = servers;
    }

    /** Starts both, and returns when commits wait for the standby. */
    public static PostgresStandby start() {
        return new PostgresStandby(ScaleScript.up("postgres-standby"));
    }

    /** What a node needs to know to use them. */
    public Map<String, String> environment() {
        return Map.of(
                "POSTGRES_HOST", "127.0.0.1",
                "POSTGRES_PORT", servers.value("PRIMARY_PORT"),
                "POSTGRES_HOSTS", servers.value("POSTGRES_HOSTS"),
                "POSTGRES_DB", servers.value("POSTGRES_DB"),
                "POSTGRES_USER", servers.value("POSTGRES_USER"),
                "POSTGRES_PASSWORD", "");
    }

    public String user() {
        return servers.value("POSTGRES_USER");
    }

    /** Of both, as the driver takes it. */
    public String jdbcUrl() {
        return "jdbc:postgresql://" + servers.value("POSTGRES_HOSTS") + "/" + servers.value("POSTGRES_DB");
    }

    /** Freezes the standby: commits wait for it. */
    public void freeze() {
        servers.run("freeze", "standby");
    }

    public void thaw() {
        servers.run("thaw", "standby");
    }

    /** Ends the primary without a goodbye. */
    public void killPrimary() {
        servers.run("kill", "primary");
    }

    /** Makes the standby the primary, and returns when it is. */
    public void promote() {
        servers.run("promote");
    }

    @Override
    public void close() {
        servers.close();
    }
}
