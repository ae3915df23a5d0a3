package bot.conversational.application.wiring.capability;

import bot.conversational.adapters.postgres.turns.JdbiApiUsageStore;
import bot.conversational.application.health.MetricSource;
import bot.conversational.application.http.openai.OpenAiModelResource;
import bot.conversational.application.http.openai.OpenAiModels;
import bot.conversational.application.http.openai.chat.ChatCompletionResource;
import bot.conversational.application.http.openai.chat.CompletionResponses;
import bot.conversational.application.http.openai.embeddings.EmbeddingResource;
import bot.conversational.application.module.CapabilityModule;
import bot.conversational.application.turns.PrometheusCompletionMetrics;
import bot.conversational.domain.analytics.ApiUsageMeter;
import bot.conversational.domain.analytics.ApiUsageStore;
import bot.conversational.domain.chat.completion.CompleteChat;
import bot.conversational.domain.chat.completion.CompletionAccounts;
import bot.conversational.domain.chat.completion.CompletionMetrics;
import bot.conversational.domain.llm.EmbeddingModel;
import com.google.inject.multibindings.OptionalBinder;
import java.time.Duration;

/** What clients of OpenAI's API call. */
public final class OpenAiModule extends CapabilityModule {

    private static final Duration COUNTING = Duration.ofSeconds(1);

    @Override
    protected void configure() {
        OptionalBinder.newOptionalBinder(binder(), EmbeddingModel.class); // where there is one
        useCase(OpenAiModels.class);
        resource(OpenAiModelResource.class);
        resource(ChatCompletionResource.class);
        resource(EmbeddingResource.class);
        useCase(CompletionResponses.class);
        useCase(CompleteChat.class);
        useCase(CompletionAccounts.class);
        useCase(PrometheusCompletionMetrics.class);
        bind(CompletionMetrics.class).to(PrometheusCompletionMetrics.class);
        element(MetricSource.class, PrometheusCompletionMetrics.class, it -> it);
        adapter(ApiUsageStore.class, JdbiApiUsageStore.class);
        useCase(ApiUsageMeter.class);
        every(COUNTING, "api-usage", ApiUsageMeter.class, ApiUsageMeter::flush);
    }
}
