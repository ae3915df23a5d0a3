package bot.conversational.adapters.json;

import bot.conversational.domain.responses.Metadata;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Metadata as a JSON object of texts, in their order. */
public final class StoredMetadata {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private StoredMetadata() {}

    /** Empty when there is none. */
    public static Optional<String> write(Metadata metadata) {
        if (metadata.pairs().isEmpty()) {
            return Optional.empty();
        }
        ObjectNode json = JSON.createObjectNode();
        metadata.pairs().forEach(json::put);
        return Optional.of(json.toString());
    }

    /** @throws IllegalArgumentException when it was not written here */
    public static Metadata read(Optional<String> stored) {
        return stored.map(StoredMetadata::parse).orElse(Metadata.NONE);
    }

    private static Metadata parse(String stored) {
        try {
            Map<String, String> pairs = new LinkedHashMap<>();
            JSON.readTree(stored)
                    .properties()
                    .forEach(pair -> pairs.put(pair.getKey(), pair.getValue().asText()));
            return new Metadata(pairs);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("metadata is JSON", notJson);
        }
    }
}
