package bot.conversational.adapters.json;

import bot.conversational.domain.transfer.jobs.ImportFindings;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/** What an import could not take over, as a JSON object with the fields of {@link ImportFindings}. */
public final class StoredFindings {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StoredFindings() {}

    public static String write(ImportFindings findings) {
        try {
            return JSON.writeValueAsString(findings);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** @throws IllegalArgumentException when it was not written here */
    public static ImportFindings read(Optional<String> stored) {
        try {
            return stored.isEmpty() ? ImportFindings.NONE : JSON.readValue(stored.orElseThrow(), ImportFindings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
