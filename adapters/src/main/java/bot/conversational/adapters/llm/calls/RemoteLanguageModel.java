package bot.conversational.adapters.llm.calls;

import bot.conversational.adapters.llm.failure.ModelAttempt;
import bot.conversational.adapters.llm.failure.ModelFailure;
import bot.conversational.domain.llm.Cancellation;
import bot.conversational.domain.llm.Completion;
import bot.conversational.domain.llm.LanguageModel;
import bot.conversational.domain.llm.Prompt;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A model of a provider's, asked once: nothing is retried here. Deltas come on the caller's thread. It asks for the
 * model of its settings, whatever the prompt's is called.
 */
public final class RemoteLanguageModel implements LanguageModel, ModelAttempt {

    private final ModelConnections connections;
    private final ModelSettings settings;

    public RemoteLanguageModel(ModelConnections connections, ModelSettings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    @Override
    public Completion generate(Prompt prompt, Consumer<String> deltas, Cancellation stop) {
        try {
            return attempt(prompt, deltas, stop, settings.timeout());
        } catch (ModelFailure failure) {
            throw failure.inDomainTerms();
        }
    }

    @Override
    public Completion attempt(Prompt prompt, Consumer<String> deltas, Cancellation stop, Duration timeout) {
        if (stop.stopped()) {
            return new Completion("", settings.model(), Optional.empty(), true);
        }
        StreamedCall call = connections.newCall();
        stop.onStop(() -> call.abort(StreamedCall.Abort.STOPPED));
        Future<?> whole = connections.giveUpAfter(timeout, call);
        Future<?> first = connections.giveUpAfter(settings.firstTokenTimeout(), call);
        AnswerCollector answer = new AnswerCollector(call, deltas, () -> first.cancel(false));
        try {
            settings.protocol().over(new Transport(call), settings).chat(request(prompt), answer);
        } catch (RuntimeException e) {
            answer.onError(e);
        } finally {
            whole.cancel(false);
            first.cancel(false);
        }
        return answer.completion(settings.model());
    }

    private ChatRequest request(Prompt prompt) {
        List<ChatMessage> messages = new ArrayList<>();
        prompt.systemPrompt().map(SystemMessage::from).ifPresent(messages::add);
        for (Prompt.Line line : settings.protocol().lines(prompt)) {
            messages.add(
                    switch (line.role()) {
                        case USER -> UserMessage.from(line.content());
                        case ASSISTANT -> AiMessage.from(line.content());
                        case SYSTEM -> SystemMessage.from(line.content());
                    });
        }
        ChatRequestParameters parameters = ChatRequestParameters.builder()
                .modelName(settings.model())
                .temperature(settings.protocol().temperature(prompt).orElse(null))
                .maxOutputTokens(maxTokens(prompt).orElse(null))
                .build();
        return ChatRequest.builder().messages(messages).parameters(parameters).build();
    }

    private Optional<Integer> maxTokens(Prompt prompt) {
        return Stream.of(prompt.maxTokens(), settings.maxOutputTokens())
                .flatMap(Optional::stream)
                .min(Integer::compare)
                .or(() -> settings.protocol().usualMaxTokens(settings));
    }

    /** Gives langchain4j the call as its HTTP client. Its timeouts are not used: the call is ended from outside. */
    private record Transport(StreamedCall call) implements HttpClientBuilder {

        private static final Duration UNUSED = Duration.ofMinutes(1);

        @Override
        public Duration connectTimeout() {
            return UNUSED;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return UNUSED;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }

        @Override
        public dev.langchain4j.http.client.HttpClient build() {
            return call;
        }
    }
}
