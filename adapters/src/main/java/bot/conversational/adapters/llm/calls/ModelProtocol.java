package bot.conversational.adapters.llm.calls;

import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.Provider;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.ollama.OllamaStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The protocols of model servers, as langchain4j speaks them, with their differences. */
public enum ModelProtocol {
    /** OpenAI's chat completions, which many servers speak. */
    OPENAI {
        @Override
        StreamingChatModel over(HttpClientBuilder transport, ModelSettings settings) {
            OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder builder = OpenAiStreamingChatModel.builder()
                    .httpClientBuilder(transport)
                    .baseUrl(settings.baseUrl().toString());
            settings.apiKey().map(ProviderKey::value).ifPresent(builder::apiKey);
            return builder.build();
        }
    },

    /** Anthropic's messages. */
    ANTHROPIC {
        @Override
        StreamingChatModel over(HttpClientBuilder transport, ModelSettings settings) {
            return AnthropicStreamingChatModel.builder()
                    .httpClientBuilder(transport)
                    .baseUrl(settings.baseUrl().toString())
                    .apiKey(settings.apiKey().orElseThrow().value())
                    .build();
        }

        /** It wants a user to speak first; a branch that was cut to fit may begin with an answer. */
        @Override
        List<Prompt.Line> lines(Prompt prompt) {
            return prompt.messages().stream()
                    .dropWhile(line -> line.role() == MessageRole.ASSISTANT)
                    .toList();
        }

        /** Its scale ends at 1, where that of the others ends at 2. */
        @Override
        Optional<Double> temperature(Prompt prompt) {
            return prompt.temperature().map(wanted -> Math.min(wanted, 1));
        }

        /** It wants a number; this is what its oldest models allow. */
        @Override
        Optional<Integer> usualMaxTokens(ModelSettings settings) {
            return Optional.of(Math.min(4_096, settings.window() / 4));
        }
    },

    /** Ollama's own chat. */
    OLLAMA {
        /**
         * Ollama silently cuts a prompt to a window of its own, of a few thousand tokens, unless the request sets
         * another one.
         */
        @Override
        StreamingChatModel over(HttpClientBuilder transport, ModelSettings settings) {
            return OllamaStreamingChatModel.builder()
                    .httpClientBuilder(transport)
                    .baseUrl(settings.baseUrl().toString())
                    .customHeaders(settings.apiKey()
                            .map(key -> Map.of("Authorization", "Bearer " + key.value()))
                            .orElseGet(Map::of))
                    .numCtx(settings.window())
                    .build();
        }
    };

    /** @throws IllegalArgumentException for the offline responder, which is no server */
    public static ModelProtocol of(Provider provider) {
        return switch (provider) {
            case OPENAI -> OPENAI;
            case ANTHROPIC -> ANTHROPIC;
            case OLLAMA -> OLLAMA;
            case OFFLINE -> throw new IllegalArgumentException("The offline responder speaks no protocol");
        };
    }

    /** langchain4j's view of one call. It holds no connection and costs nothing: those are the transport's. */
    abstract StreamingChatModel over(HttpClientBuilder transport, ModelSettings settings);

    List<Prompt.Line> lines(Prompt prompt) {
        return prompt.messages();
    }

    Optional<Double> temperature(Prompt prompt) {
        return prompt.temperature();
    }

    /** The default limit of an answer; empty where the provider has its own. */
    Optional<Integer> usualMaxTokens(ModelSettings settings) {
        return Optional.empty();
    }
}
