package bot.conversational.domain.session;

import java.util.UUID;

/** Names an API key or a service key. It is no secret. */
public record ApiKeyId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
