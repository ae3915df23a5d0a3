package bot.conversational.adapters.llm.calls;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what a provider says about a request that it refused, but for the sentences: they quote prompts and keys. */
final class ProviderError {

    private static final int LONGEST = 64 * 1024;
    private static final Pattern CODE = Pattern.compile("[a-z0-9_.]{1,64}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProviderError() {}

    /** The error's code or type, such as {@code insufficient_quota}, or nothing. */
    static String code(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST);
        try {
            JsonNode error = JSON.readTree(bytes).path("error");
            return Stream.of(error.path("code").asText(""), error.path("type").asText(""))
                    .filter(code -> CODE.matcher(code).matches())
                    .findFirst()
                    .orElse("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
