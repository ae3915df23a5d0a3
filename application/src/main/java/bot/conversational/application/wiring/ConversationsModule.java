package bot.conversational.application.wiring;

import bot.conversational.domain.conversation.BrowseConversations;
import bot.conversational.domain.conversation.CacheInvalidation;
import bot.conversational.domain.conversation.CachedConversations;
import bot.conversational.domain.conversation.ConversationStore;
import bot.conversational.domain.conversation.CreateConversation;
import bot.conversational.domain.conversation.DeleteConversation;
import bot.conversational.domain.conversation.EditConversation;
import bot.conversational.domain.conversation.FeedbackStore;
import bot.conversational.domain.conversation.MessageStore;
import bot.conversational.domain.conversation.RateAnswer;
import bot.conversational.domain.conversation.ReadHistory;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.shared.IdSource;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.time.InstantSource;

/** Conversations and what was said in them. */
final class ConversationsModule extends AbstractModule {

    @Provides
    @Singleton
    CacheInvalidation cacheInvalidation(CachedConversations copies) {
        return new CacheInvalidation(copies);
    }

    @Provides
    @Singleton
    CreateConversation createConversation(
            ConversationStore conversations, ModelCatalog models, IdSource ids, InstantSource clock) {
        return new CreateConversation(conversations, models, ids, clock);
    }

    @Provides
    @Singleton
    BrowseConversations browseConversations(ConversationStore conversations, CachedConversations copies) {
        return new BrowseConversations(conversations, copies);
    }

    @Provides
    @Singleton
    EditConversation editConversation(
            ConversationStore conversations, CacheInvalidation stale, ModelCatalog models, InstantSource clock) {
        return new EditConversation(conversations, stale, models, clock);
    }

    @Provides
    @Singleton
    DeleteConversation deleteConversation(ConversationStore conversations, CacheInvalidation stale) {
        return new DeleteConversation(conversations, stale);
    }

    @Provides
    @Singleton
    RateAnswer rateAnswer(FeedbackStore feedback, CacheInvalidation stale, InstantSource clock) {
        return new RateAnswer(feedback, stale, clock);
    }

    @Provides
    @Singleton
    ReadHistory readHistory(MessageStore messages, CachedConversations copies) {
        return new ReadHistory(messages, copies);
    }
}
