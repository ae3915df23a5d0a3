package bot.conversational.application.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.dropwizard.db.DataSourceFactory;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.List;

/**
 * Where PostgreSQL is.
 *
 * @param port also of those hosts that are named without one
 * @param hosts of a primary and its standbys, in place of the one host: the driver finds the one that is the primary now
 * @param sslMode as PostgreSQL names them: only {@code verify-full} checks the server's certificate and its name
 * @param sslRootCert file of the certificate authorities that are believed; empty: the driver's usual file
 * @param migrationUser who changes the schema; empty: the user that also serves
 * @param maxConnections of this node's pool; all nodes together must stay below the server's 200
 */
public record PostgresConfiguration(
        @NotBlank String host,
        @Min(1) @Max(65_535) int port,

        @NotNull @Pattern(regexp = HOSTS, message = HOSTS_MISTAKE)
        String hosts,

        @NotBlank String database,
        @NotBlank String user,
        @NotNull Secret password,

        @NotNull @Pattern(regexp = "disable|allow|prefer|require|verify-ca|verify-full")
        String sslMode,

        @NotNull String sslRootCert,
        @NotNull String migrationUser,
        @NotNull Secret migrationPassword,
        @Min(2) @Max(190) int maxConnections) {

    private static final String PORT = ":([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";
    private static final String ONE = "([A-Za-z0-9_.-]+|\\[[0-9A-Fa-f:.]+])(" + PORT + ")?";

    /** No host, or up to eight. */
    static final String HOSTS = "(" + ONE + "(, ?" + ONE + "){0,7})?";

    static final String HOSTS_MISTAKE = "must be hosts as host or host:port, separated by commas, at most 8";

    /** Each with a port, also where none is named. */
    static List<String> addresses(String hosts, int port) {
        return hosts.isEmpty()
                ? List.of()
                : Arrays.stream(hosts.split(", ?", -1))
                        .map(one -> one.matches(".*:\\d+") ? one : one + ":" + port)
                        .toList();
    }

    /** With several hosts: leads to the one that takes writes, or nowhere. */
    @JsonIgnore
    public String url() {
        return "jdbc:postgresql://" + addresses() + "/" + database + "?targetServerType=primary&sslmode=" + sslMode
                + (sslRootCert.isEmpty() ? "" : "&sslrootcert=" + URLEncoder.encode(sslRootCert, UTF_8));
    }

    private String addresses() {
        return hosts.isEmpty() ? host + ":" + port : String.join(",", addresses(hosts, port));
    }

    /** For Liquibase, which takes one connection as long as it likes: the service's own pool has timeouts. */
    public DataSourceFactory forMigrations() {
        return migrationUser.isEmpty() ? unpooled(user, password) : unpooled(migrationUser, migrationPassword);
    }

    /** For a look at which migrations there are, with the rights of the service. */
    public DataSourceFactory forLooking() {
        return unpooled(user, password);
    }

    private DataSourceFactory unpooled(String as, Secret secret) {
        DataSourceFactory factory = new DataSourceFactory();
        factory.setDriverClass("org.postgresql.Driver");
        factory.setUrl(url());
        factory.setUser(as);
        factory.setPassword(secret.reveal());
        factory.setInitialSize(0);
        factory.setMinSize(0);
        factory.setMaxSize(2);
        return factory;
    }
}
