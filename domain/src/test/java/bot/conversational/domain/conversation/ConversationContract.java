package bot.conversational.domain.conversation;

import bot.conversational.domain.stores.StoreContract;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/** What the contracts of the {@link ConversationStore} share. */
interface ConversationContract extends StoreContract {

    Instant NOW = StoreSamples.NOON;

    default Conversation added(UserId user, String title, Instant updatedAt) {
        return added(StoreSamples.conversation(user, Optional.of(title), updatedAt));
    }

    default Conversation added(Conversation conversation) {
        stores().conversations().add(conversation);
        return conversation;
    }
}
