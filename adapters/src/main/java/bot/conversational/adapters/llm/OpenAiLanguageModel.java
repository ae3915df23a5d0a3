package bot.conversational.adapters.llm;

import bot.conversational.domain.chat.Completion;
import bot.conversational.domain.chat.LanguageModel;
import bot.conversational.domain.chat.Prompt;
import bot.conversational.domain.chat.StopSignal;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A model behind OpenAI's chat completions, spoken by many servers. Deltas come on the caller's thread. Nothing is
 * retried: what was streamed cannot be taken back.
 */
public final class OpenAiLanguageModel implements LanguageModel, AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final OpenAiSettings settings;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledThreadPoolExecutor clock;
    private final HttpClient http;

    public OpenAiLanguageModel(OpenAiSettings settings) {
        this.settings = settings;
        clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("language-model-timeouts").factory());
        clock.setRemoveOnCancelPolicy(true);
        http = HttpClient.newBuilder()
                .executor(threads)
                .connectTimeout(CONNECT)
                // In the clear it would begin with an upgrade, which some servers answer with an error.
                .version(
                        "https".equals(settings.baseUrl().getScheme())
                                ? HttpClient.Version.HTTP_2
                                : HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Completion generate(Prompt prompt, Consumer<String> deltas, StopSignal stop) {
        if (stop.stopped()) {
            return new Completion("", prompt.model(), Optional.empty(), true);
        }
        StreamedCall call = new StreamedCall(http);
        stop.onStop(() -> call.abort(StreamedCall.Abort.STOPPED));
        Future<?> whole = giveUpAfter(settings.timeout(), call);
        Future<?> first = giveUpAfter(settings.firstTokenTimeout(), call);
        AnswerCollector answer = new AnswerCollector(call, deltas, () -> first.cancel(false));
        try {
            model(call).chat(request(prompt), answer);
        } catch (RuntimeException e) {
            answer.onError(e);
        } finally {
            whole.cancel(false);
            first.cancel(false);
        }
        return answer.completion(prompt);
    }

    private Future<?> giveUpAfter(Duration patience, StreamedCall call) {
        return clock.schedule(
                () -> call.abort(StreamedCall.Abort.TIMED_OUT), patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** langchain4j's view of one call. It holds no connection and costs nothing: those are the shared client's. */
    private OpenAiStreamingChatModel model(StreamedCall call) {
        OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder builder = OpenAiStreamingChatModel.builder()
                .httpClientBuilder(new Transport(call))
                .baseUrl(settings.baseUrl().toString());
        settings.apiKey().map(ApiKey::value).ifPresent(builder::apiKey);
        return builder.build();
    }

    private static ChatRequest request(Prompt prompt) {
        List<ChatMessage> messages = new ArrayList<>();
        prompt.systemPrompt().map(SystemMessage::from).ifPresent(messages::add);
        for (Prompt.Line line : prompt.messages()) {
            messages.add(
                    switch (line.role()) {
                        case USER -> UserMessage.from(line.content());
                        case ASSISTANT -> AiMessage.from(line.content());
                        case SYSTEM -> SystemMessage.from(line.content());
                    });
        }
        ChatRequestParameters parameters = ChatRequestParameters.builder()
                .modelName(prompt.model())
                .temperature(prompt.temperature().orElse(null))
                .maxOutputTokens(prompt.maxTokens().orElse(null))
                .build();
        return ChatRequest.builder().messages(messages).parameters(parameters).build();
    }

    /** Ends connections; generations that run break off. */
    @Override
    public void close() {
        http.shutdownNow();
        clock.shutdownNow();
        threads.shutdownNow();
    }

    /** Gives langchain4j the call as its HTTP client. Its timeouts are not used: see {@link #giveUpAfter}. */
    private record Transport(StreamedCall call) implements HttpClientBuilder {

        @Override
        public Duration connectTimeout() {
            return CONNECT;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return OpenAiSettings.DEFAULT_TIMEOUT;
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
