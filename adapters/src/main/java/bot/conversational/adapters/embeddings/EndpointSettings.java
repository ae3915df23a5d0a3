package bot.conversational.adapters.embeddings;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of embeddings.
 *
 * @param base what {@code /embeddings} is put behind, such as {@code http://localhost:11434/v1}
 * @param key sent as a bearer token
 * @param model as the server names it
 * @param dimensions asked for, where the model can make shorter vectors
 */
public record EndpointSettings(URI base, Optional<String> key, String model, Optional<Integer> dimensions) {

    private static final String DIMENSIONS = "@";
    private static final Pattern LABEL = Pattern.compile("(.+)" + DIMENSIONS + "([1-9]\\d{0,4})");

    URI embeddings() {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/embeddings");
    }

    /** What the model's vectors are known by: those of other dimensions cannot be compared, so they are another model's. */
    String label() {
        return model + dimensions.map(count -> DIMENSIONS + count).orElse("");
    }

    /** The same server's for the model of another label. */
    EndpointSettings of(String other) {
        Matcher parts = LABEL.matcher(other);
        return parts.matches()
                ? new EndpointSettings(base, key, parts.group(1), Optional.of(Integer.valueOf(parts.group(2))))
                : new EndpointSettings(base, key, other, Optional.empty());
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "EndpointSettings[" + base + ", " + model + "]";
    }
}
