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
import bot.conversational.domain.conversation.ModelChoice;
import bot.conversational.domain.conversation.RateAnswer;
import bot.conversational.domain.conversation.ReadHistory;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.shared.IdSource;
import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;

/** Conversations and what was said in them. */
final class ConversationsModule extends AbstractModule {

    @Provides
    @Singleton
    ModelChoice modelChoice(ModelCatalog models) {
        return name -> models.resolve(Optional.of(name));
    }

    @Provides
    @Singleton
    CacheInvalidation cacheInvalidation(CachedConversations cached) {
        return new CacheInvalidation(cached);
    }

    @Provides
    @Singleton
    CreateConversation createConversation(
            ConversationStore conversations, ModelChoice models, IdSource ids, InstantSource clock) {
        return new CreateConversation(conversations, models, ids, clock);
    }

    @Provides
    @Singleton
    BrowseConversations browseConversations(ConversationStore conversations, CachedConversations cached) {
        return new BrowseConversations(conversations, cached);
    }

    @Provides
    @Singleton
    EditConversation editConversation(
            ConversationStore conversations, CacheInvalidation invalidation, ModelChoice models, InstantSource clock) {
        return new EditConversation(conversations, invalidation, models, clock);
    }

    @Provides
    @Singleton
    DeleteConversation deleteConversation(ConversationStore conversations, CacheInvalidation invalidation) {
        return new DeleteConversation(conversations, invalidation);
    }

    @Provides
    @Singleton
    RateAnswer rateAnswer(FeedbackStore feedback, CacheInvalidation invalidation, InstantSource clock) {
        return new RateAnswer(feedback, invalidation, clock);
    }

    @Provides
    @Singleton
    ReadHistory readHistory(MessageStore messages, CachedConversations cached) {
        return new ReadHistory(messages, cached);
    }
}
