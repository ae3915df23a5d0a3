package bot.conversational.domain.conversation;

import java.util.UUID;

public record ConversationId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
