package bot.conversational.application.http.keys;

import bot.conversational.domain.apikey.managing.CreateApiKey;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A key just made; the only answer that ever holds its secret. */
public record CreatedApiKeyJson(@JsonUnwrapped ApiKeyJson about, String key) {

    static CreatedApiKeyJson of(CreateApiKey.Created created) {
        return new CreatedApiKeyJson(
                ApiKeyJson.of(created.key()), created.secret().value());
    }

    @Override
    public String toString() {
        return "CreatedApiKeyJson[redacted]";
    }
}
