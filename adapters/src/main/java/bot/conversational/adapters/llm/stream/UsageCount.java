package bot.conversational.adapters.llm.stream;

import bot.conversational.domain.llm.TokenUsage;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Optional;

/**
 * What an answer cost, as far as the provider has said. Providers count up and repeat, so that the largest number
 * counts. For one thread.
 */
final class UsageCount {

    private static final int NOT_SAID = -1;

    private int prompt = NOT_SAID;
    private int completion = NOT_SAID;
    private int cached;
    private int reasoning;

    /** Anthropic counts what it writes into its cache, and reads from it, apart from the rest of the prompt. */
    private int fresh = NOT_SAID;

    private int cacheWritten;
    private int cacheRead;

    /** Reads an object of OpenAI's or Anthropic's at its start. Anything else says nothing. */
    void read(JsonParser json) throws IOException {
        if (!json.hasToken(JsonToken.START_OBJECT)) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "prompt_tokens_details",
                        "completion_tokens_details",
                        "input_tokens_details",
                        "output_tokens_details" -> read(json);
                case "input_tokens" -> fresh = larger(fresh, json);
                case "cache_creation_input_tokens" -> cacheWritten = larger(cacheWritten, json);
                case "cache_read_input_tokens" -> cacheRead = larger(cacheRead, json);
                case "prompt_tokens" -> prompt(json);
                case "completion_tokens", "output_tokens" -> completion(json);
                case "cached_tokens", "prompt_cache_hit_tokens" -> cached = larger(cached, json);
                case "reasoning_tokens" -> reasoning = larger(reasoning, json);
                default -> json.skipChildren();
            }
        }
    }

    void prompt(JsonParser json) throws IOException {
        prompt = larger(prompt, json);
    }

    void completion(JsonParser json) throws IOException {
        completion = larger(completion, json);
    }

    /** Empty unless both prompt and answer were counted. */
    Optional<TokenUsage> usage() {
        int whole = prompt == NOT_SAID && fresh != NOT_SAID ? fresh + cacheWritten + cacheRead : prompt;
        return whole == NOT_SAID || completion == NOT_SAID
                ? Optional.empty()
                : Optional.of(new TokenUsage(whole, completion, Math.max(cached, cacheRead), reasoning));
    }

    private static int larger(int known, JsonParser json) throws IOException {
        if (json.currentToken().isNumeric()) {
            return Math.max(known, (int) Math.clamp(json.getDoubleValue(), NOT_SAID, 1_000_000_000));
        }
        json.skipChildren();
        return known;
    }
}
