package bot.conversational.adapters.llm.calls;

import bot.conversational.adapters.llm.stream.ToldError;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;

/** Reads what a provider says about a request that it refused, but for the sentences: they quote prompts and keys. */
final class ProviderError {

    private static final int LONGEST = 64 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProviderError() {}

    /** The error's code or type, such as {@code insufficient_quota}, or nothing. */
    static String code(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST);
        try {
            return ToldError.code(JSON.readTree(bytes));
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
