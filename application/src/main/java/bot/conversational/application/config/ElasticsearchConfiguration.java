package bot.conversational.application.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where Elasticsearch is.
 *
 * @param port also of those hosts that are named without one
 * @param hosts nodes of a cluster, in place of the one host: calls go round, and past those that do not respond
 * @param scheme {@code https} for TLS, with the server's certificate and name checked
 * @param user empty: none, or an API key
 * @param apiKey as Elasticsearch encodes it; goes before a user
 * @param caFile certificate authorities that are believed with TLS; empty: Java's own
 * @param indexPrefix of every index and alias of the service
 * @param analyzer {@code standard} works everywhere, {@code english} stems where the server has it
 */
public record ElasticsearchConfiguration(
        @NotNull @Pattern(regexp = "https?") String scheme,
        @NotBlank String host,
        @Min(1) @Max(65_535) int port,

        @NotNull @Pattern(regexp = HostList.PATTERN, message = HostList.MESSAGE)
        String hosts,

        @NotNull String user,
        @NotNull Secret password,
        @NotNull Secret apiKey,
        @NotNull String caFile,
        @NotNull @Pattern(regexp = "[a-z][a-z0-9_]{0,60}") String indexPrefix,
        @NotNull @Pattern(regexp = "standard|english") String analyzer) {

    /** As {@code host:port} each. */
    public List<String> addresses() {
        return HostList.of(hosts, host, port);
    }

    public Optional<Path> authorities() {
        return Optional.of(caFile).filter(given -> !given.isEmpty()).map(Path::of);
    }
}
