package bot.conversational.domain.session;

import java.util.UUID;

public record SessionId(UUID value) implements Access {

    @Override
    public String toString() {
        return value.toString();
    }
}
