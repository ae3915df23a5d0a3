package bot.conversational.application.wiring.capability;

import bot.conversational.application.http.conversations.ConversationResource;
import bot.conversational.application.http.conversations.FeedbackResource;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.conversation.editing.CacheInvalidation;
import bot.conversational.domain.conversation.editing.CreateConversation;
import bot.conversational.domain.conversation.editing.DeleteConversation;
import bot.conversational.domain.conversation.editing.DeleteLeftovers;
import bot.conversational.domain.conversation.editing.EditConversation;
import bot.conversational.domain.conversation.editing.RateAnswer;
import bot.conversational.domain.conversation.reading.BrowseConversations;
import bot.conversational.domain.conversation.reading.ReadHistory;
import java.time.Duration;

/** Conversations and their messages. */
public final class ConversationsModule extends CapabilityModule {

    private static final Duration LEFTOVERS_POLL = Duration.ofSeconds(1);

    @Override
    protected void configure() {
        resource(ConversationResource.class);
        resource(FeedbackResource.class);
        useCase(CreateConversation.class);
        useCase(BrowseConversations.class);
        useCase(EditConversation.class);
        useCase(DeleteConversation.class);
        useCase(DeleteLeftovers.class);
        whileBusy(LEFTOVERS_POLL, "leftovers", DeleteLeftovers.class, DeleteLeftovers::runOnce);
        useCase(RateAnswer.class);
        useCase(ReadHistory.class);
        useCase(CacheInvalidation.class);
    }
}
