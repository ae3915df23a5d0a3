package bot.conversational.application.http.openai.items;

import bot.conversational.application.http.openai.OpenAiFields;
import bot.conversational.application.http.problem.OpenAiFailure;
import bot.conversational.domain.responses.Metadata;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads metadata as callers write them: an object of texts. */
public final class MetadataReader {

    private static final String FIELD = "metadata";

    private MetadataReader() {}

    /** None when there is none. */
    public static Metadata read(OpenAiFields body) {
        Map<String, String> pairs = new LinkedHashMap<>();
        body.object(FIELD).ifPresent(metadata -> {
            for (Map.Entry<String, JsonNode> pair : metadata.object().properties()) {
                if (!pair.getValue().isTextual()) {
                    throw OpenAiFailure.invalid(metadata.path(pair.getKey()), "must be a text");
                }
                pairs.put(pair.getKey(), pair.getValue().textValue());
            }
        });
        return new Metadata(pairs);
    }
}
