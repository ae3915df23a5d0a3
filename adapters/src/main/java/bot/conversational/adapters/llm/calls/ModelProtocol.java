package bot.conversational.adapters.llm.calls;

import bot.conversational.adapters.llm.request.AnthropicRequest;
import bot.conversational.adapters.llm.request.OllamaRequest;
import bot.conversational.adapters.llm.request.OpenAiRequest;
import bot.conversational.adapters.llm.request.RequestLimits;
import bot.conversational.adapters.llm.request.RequestWriter;
import bot.conversational.adapters.llm.stream.StreamProtocol;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.Provider;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** The protocols of model servers: where and how they are asked, and how their answers are read. */
public enum ModelProtocol {
    /** OpenAI's chat completions, which many servers speak. */
    OPENAI("/chat/completions", StreamProtocol.OPENAI),

    /** Anthropic's messages. */
    ANTHROPIC("/messages", StreamProtocol.ANTHROPIC) {
        @Override
        void identify(HttpUriRequestBase request, ProviderKey key) {
            request.setHeader("x-api-key", key.value());
            request.setHeader("anthropic-version", "2023-06-01");
        }
    },

    /** Ollama's own chat. */
    OLLAMA("/api/chat", StreamProtocol.OLLAMA);

    private static final String USER_AGENT = "conversational-bot";
    private static final String ANSWERS = "text/event-stream, application/x-ndjson, application/json;q=0.9";

    private final String path;
    private final StreamProtocol answers;

    ModelProtocol(String path, StreamProtocol answers) {
        this.path = path;
        this.answers = answers;
    }

    /** @throws IllegalArgumentException for the offline responder, which is no server */
    public static ModelProtocol of(Provider provider) {
        return switch (provider) {
            case OPENAI -> OPENAI;
            case ANTHROPIC -> ANTHROPIC;
            case OLLAMA -> OLLAMA;
            case OFFLINE -> throw new IllegalArgumentException("The offline responder speaks no protocol");
        };
    }

    /**
     * The request for an answer to a prompt.
     *
     * @throws bot.conversational.domain.shared.DomainException.Invalid when the protocol has no form for the prompt
     */
    HttpUriRequestBase request(Prompt prompt, ModelSettings settings, RequestLimits limits) {
        HttpPost request = new HttpPost(URI.create(settings.baseUrl().toString().replaceAll("/+$", "") + path));
        request.setHeader(HttpHeaders.ACCEPT, ANSWERS);
        request.setHeader(HttpHeaders.ACCEPT_ENCODING, ContentCoding.ACCEPTED);
        request.setHeader(HttpHeaders.USER_AGENT, USER_AGENT);
        settings.apiKey().ifPresent(key -> identify(request, key));
        request.setEntity(new ByteArrayEntity(requests().write(prompt, limits), ContentType.APPLICATION_JSON));
        return request;
    }

    private RequestWriter requests() {
        return switch (this) {
            case OPENAI -> new OpenAiRequest();
            case ANTHROPIC -> new AnthropicRequest();
            case OLLAMA -> new OllamaRequest();
        };
    }

    StreamProtocol answers() {
        return answers;
    }

    void identify(HttpUriRequestBase request, ProviderKey key) {
        request.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + key.value());
    }
}
