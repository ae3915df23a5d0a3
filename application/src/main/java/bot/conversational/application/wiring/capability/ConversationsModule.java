package bot.conversational.application.wiring.capability;

import bot.conversational.application.http.conversations.ConversationResource;
import bot.conversational.application.http.conversations.FeedbackResource;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.conversation.BrowseConversations;
import bot.conversational.domain.conversation.CacheInvalidation;
import bot.conversational.domain.conversation.CreateConversation;
import bot.conversational.domain.conversation.DeleteConversation;
import bot.conversational.domain.conversation.EditConversation;
import bot.conversational.domain.conversation.RateAnswer;
import bot.conversational.domain.conversation.ReadHistory;

/** Conversations and their messages. */
public final class ConversationsModule extends CapabilityModule {

    @Override
    protected void configure() {
        resource(ConversationResource.class);
        resource(FeedbackResource.class);
        useCase(CreateConversation.class);
        useCase(BrowseConversations.class);
        useCase(EditConversation.class);
        useCase(DeleteConversation.class);
        useCase(RateAnswer.class);
        useCase(ReadHistory.class);
        useCase(CacheInvalidation.class);
    }
}
