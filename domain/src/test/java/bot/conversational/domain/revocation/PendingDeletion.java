package bot.conversational.domain.revocation;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.stores.StoreSamples;
import bot.conversational.domain.stores.Stores;
import bot.conversational.domain.user.UserId;
import java.util.Optional;

/** A conversation that was deleted and of which no cache has been propagated. */
record PendingDeletion(UserId user, ConversationId id, long version) {

    static PendingDeletion in(InMemoryDatabase database, Stores stores) {
        UserId user = StoreSamples.newUser(stores);
        Conversation conversation = StoreSamples.conversation(user, Optional.empty(), StoreSamples.NOON);
        stores.conversations().add(conversation);
        database.stores().conversations().delete(user, conversation.id());
        return new PendingDeletion(user, conversation.id(), conversation.version() + 1);
    }
}
