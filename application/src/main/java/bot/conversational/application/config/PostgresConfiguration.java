package bot.conversational.application.config;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.dropwizard.db.DataSourceFactory;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

/**
 * Where PostgreSQL is.
 *
 * @param maxConnections of this node's pool; all nodes together must stay below the server's 200
 */
public record PostgresConfiguration(
        @NotBlank String host,
        @Min(1) @Max(65_535) int port,
        @NotBlank String database,
        @NotBlank String user,
        @NotNull Secret password,
        @Min(2) @Max(190) int maxConnections) {

    @JsonIgnore
    public String url() {
        return "jdbc:postgresql://" + host + ":" + port + "/" + database;
    }

    /** For Liquibase, which takes one connection as long as it likes: the service's own pool has timeouts. */
    public DataSourceFactory forMigrations() {
        DataSourceFactory factory = new DataSourceFactory();
        factory.setDriverClass("org.postgresql.Driver");
        factory.setUrl(url());
        factory.setUser(user);
        factory.setPassword(password.reveal());
        factory.setInitialSize(0);
        factory.setMinSize(0);
        factory.setMaxSize(2);
        return factory;
    }
}
