package bot.conversational.domain.apikey;

import java.util.UUID;

/** Names a service, such as a front end with users of its own. */
public record ServiceId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
