package bot.conversational.domain.stores.conversation;

import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationLookup;
import bot.conversational.domain.stores.InMemoryConversation;
import bot.conversational.domain.stores.InMemoryDatabase;
import bot.conversational.domain.user.UserId;
import java.util.Collection;
import java.util.List;

/** Looks conversations up in memory. */
public final class InMemoryConversationLookup implements ConversationLookup {

    private final InMemoryDatabase database;

    public InMemoryConversationLookup(InMemoryDatabase database) {
        this.database = database;
    }

    @Override
    public List<Conversation> findAll(UserId user, Collection<ConversationId> ids) {
        return database.call(() -> ids.stream()
                .flatMap(id -> database.conversation(user, id).stream())
                .map(InMemoryConversation::conversation)
                .toList());
    }
}
