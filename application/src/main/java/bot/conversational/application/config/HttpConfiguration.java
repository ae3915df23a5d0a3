package bot.conversational.application.config;

import bot.conversational.application.http.EdgeSettings;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.dropwizard.util.DataSize;
import io.dropwizard.validation.ValidationMethod;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * Limits and origins of the HTTP edge.
 *
 * @param maxConcurrentCalls that a node works on; one more is a 503. Waiting for a model and streaming do not count
 * @param maxBodySize of a request; a longer one is a 413
 * @param corsAllowedOrigins such as {@code https://chat.example.com}, with commas; empty: none
 * @param trustedProxies addresses and networks such as {@code 10.0.0.0/8}, with commas; empty: none
 * @param connectionsMax that a node keeps; 0 is no limit
 * @param connectionsPerAddress that it keeps from one address but trusted proxies; 0 is no limit
 * @param fastPath whether the plainest turns are served in front of the servlets; callers see no difference
 */
public record HttpConfiguration(
        @Min(1) int maxConcurrentCalls,

        @NotNull DataSize maxBodySize,

        @NotNull
        @Pattern(
                regexp = "\\s*(https?://[^/,\\s*]+\\s*(,\\s*https?://[^/,\\s*]+\\s*)*)?",
                message = "must list origins such as https://chat.example.com, without a path or a *")
        String corsAllowedOrigins,

        @NotNull String trustedProxies,
        @Min(0) int connectionsMax,
        @Min(0) int connectionsPerAddress,

        boolean fastPath) {

    /** @param maxImportBytes of a file that is imported */
    public EdgeSettings settings(long maxImportBytes) {
        return new EdgeSettings(
                maxBodySize.toBytes(),
                maxImportBytes,
                listed(corsAllowedOrigins),
                listed(trustedProxies),
                connectionsMax,
                connectionsPerAddress,
                fastPath);
    }

    @JsonIgnore
    @ValidationMethod(message = "TRUSTED_PROXIES must list addresses or networks such as 10.0.0.0/8")
    public boolean isProxyListReadable() {
        try {
            return new InetAddressSet().addAll(listed(trustedProxies)) || trustedProxies.isBlank();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Set<String> listed(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
