package bot.conversational.application.config;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where traces go. The names of the variables are OpenTelemetry's.
 *
 * @param endpoint of a receiver of OTLP over HTTP, such as {@code http://localhost:4318}; empty: nothing is traced
 * @param headers for it, as {@code name=value} with commas, values percent-encoded
 * @param ratio of the traces that begin here and are recorded
 * @param service name of all nodes together
 */
public record TracingConfiguration(
        @NotNull
        @Pattern(regexp = "(https?://[^\\s?#]+)?", message = "must be an address such as http://localhost:4318")
        String endpoint,

        @NotNull Secret headers,

        @DecimalMin("0") @DecimalMax("1") double ratio,

        @NotBlank String service) {

    public boolean isOn() {
        return !endpoint.isEmpty();
    }

    /** The headers by name. What has no name is left out. */
    public Map<String, String> headersByName() {
        Map<String, String> byName = new LinkedHashMap<>();
        for (String pair : headers.reveal().split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                byName.put(
                        pair.substring(0, equals).strip(),
                        URLDecoder.decode(pair.substring(equals + 1).strip(), StandardCharsets.UTF_8));
            }
        }
        return byName;
    }
}
