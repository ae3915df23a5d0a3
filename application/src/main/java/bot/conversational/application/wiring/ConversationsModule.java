package bot.conversational.application.wiring;

import bot.conversational.domain.conversation.BrowseConversations;
import bot.conversational.domain.conversation.ConversationStore;
import bot.conversational.domain.conversation.CreateConversation;
import bot.conversational.domain.conversation.MessageStore;
import bot.conversational.domain.conversation.ReadHistory;
import bot.conversational.domain.shared.IdSource;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.time.InstantSource;

/** Conversations and what was said in them. */
final class ConversationsModule extends AbstractModule {

    @Provides
    @Singleton
    CreateConversation createConversation(ConversationStore conversations, IdSource ids, InstantSource clock) {
        return new CreateConversation(conversations, ids, clock);
    }

    @Provides
    @Singleton
    BrowseConversations browseConversations(ConversationStore conversations) {
        return new BrowseConversations(conversations);
    }

    @Provides
    @Singleton
    ReadHistory readHistory(MessageStore messages) {
        return new ReadHistory(messages);
    }
}
