package bot.conversational.adapters.embeddings;

import java.net.URI;
import java.util.Optional;

/**
 * A server of embeddings.
 *
 * @param base what {@code /embeddings} is put behind, such as {@code http://localhost:11434/v1}
 * @param key sent as a bearer token
 * @param model as the server names it
 * @param dimensions asked for, where the model can make shorter vectors
 */
public record EndpointSettings(URI base, Optional<String> key, String model, Optional<Integer> dimensions) {

    URI embeddings() {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/embeddings");
    }

    /** The same server's for another model. */
    EndpointSettings of(String other) {
        return new EndpointSettings(base, key, other, dimensions);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "EndpointSettings[" + base + ", " + model + "]";
    }
}
