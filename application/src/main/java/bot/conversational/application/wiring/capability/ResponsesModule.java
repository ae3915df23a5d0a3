package bot.conversational.application.wiring.capability;

import bot.conversational.adapters.postgres.responses.JdbiItemStore;
import bot.conversational.adapters.postgres.responses.JdbiMetadataStore;
import bot.conversational.adapters.postgres.responses.JdbiResponseStore;
import bot.conversational.application.http.openai.conversations.ItemResource;
import bot.conversational.application.http.openai.conversations.KeptConversationResource;
import bot.conversational.application.http.openai.responses.ResponseAnswers;
import bot.conversational.application.http.openai.responses.ResponseResource;
import bot.conversational.application.http.openai.responses.UnkeptAnswers;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.domain.responses.AddMessages;
import bot.conversational.domain.responses.AnswerUnkept;
import bot.conversational.domain.responses.CreateResponse;
import bot.conversational.domain.responses.EndResponse;
import bot.conversational.domain.responses.ItemStore;
import bot.conversational.domain.responses.KeepConversation;
import bot.conversational.domain.responses.KeepItems;
import bot.conversational.domain.responses.MetadataStore;
import bot.conversational.domain.responses.ReadResponse;
import bot.conversational.domain.responses.ResponseStore;
import bot.conversational.domain.responses.SpokenInput;

/** Responses and kept conversations of OpenAI's API. */
public final class ResponsesModule extends CapabilityModule {

    @Override
    protected void configure() {
        resource(ResponseResource.class);
        resource(KeptConversationResource.class);
        resource(ItemResource.class);
        useCase(ResponseAnswers.class);
        useCase(UnkeptAnswers.class);
        useCase(AnswerUnkept.class);
        useCase(CreateResponse.class);
        useCase(CreateResponse.Earlier.class);
        useCase(CreateResponse.Conversations.class);
        useCase(ReadResponse.class);
        useCase(EndResponse.class);
        useCase(KeepItems.class);
        useCase(KeepConversation.class);
        useCase(SpokenInput.class);
        useCase(AddMessages.class);
        adapter(ResponseStore.class, JdbiResponseStore.class);
        adapter(ItemStore.class, JdbiItemStore.class);
        adapter(MetadataStore.class, JdbiMetadataStore.class);
    }
}
