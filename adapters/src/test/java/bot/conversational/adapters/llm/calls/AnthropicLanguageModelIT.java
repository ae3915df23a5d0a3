package bot.conversational.adapters.llm.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.llm.MessageRole;
import bot.conversational.domain.llm.Prompt;
import bot.conversational.domain.llm.ResponseFormat;
import bot.conversational.domain.llm.Sampling;
import bot.conversational.domain.llm.ToolUse;
import bot.conversational.domain.llm.parts.Content;
import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnthropicLanguageModelIT extends RemoteLanguageModelCases {

    AnthropicLanguageModelIT() {
        super(SpokenProtocol.ANTHROPIC);
    }

    @Test
    void generateShouldSendAllOfThePrompt() throws Exception {
        ScriptedProvider provider = answeringProvider();

        generate(provider, spokenPrompt());

        assertThat(provider.header("x-api-key")).containsExactly("sk-secret");
        JsonNode sent = sent(provider);
        assertThat(sent.path("system").asText()).isEqualTo("Be brief.");
        assertThat(sent.path("messages").findValuesAsText("role")).containsExactly("user", "assistant", "user");
        assertThat(sent.path("messages").findValuesAsText("text")).containsExactly("Hi", "Hi.", "Why?");
    }

    @Test
    void generateShouldKeepWithinWhatTheProtocolAllows() throws Exception {
        ScriptedProvider provider = answeringProvider();
        Prompt prompt = new Prompt(
                "small",
                Optional.empty(),
                List.of(new Prompt.Line(MessageRole.USER, Content.of("Why?"), 1)),
                Sampling.of(Optional.of(1.5), Optional.empty()),
                ToolUse.NONE,
                ResponseFormat.free(),
                Optional.empty());

        generate(provider, prompt);

        JsonNode sent = sent(provider);
        assertThat(sent.path("messages").findValuesAsText("text")).containsExactly("Why?");
        assertThat(sent.path("temperature").asDouble()).isEqualTo(1);
        assertThat(sent.path("max_tokens").asInt()).isEqualTo(8_192 / 4);
    }

    @Test
    void generateShouldFailWithoutTheTextWhenTheProviderTellsAFailureInItsAnswer() {
        assertThatThrownBy(() -> ask(speaking(answer -> answer.begin()
                        .text("a")
                        .say("event: error\ndata: {\"type\":\"error\",\"error\":"
                                + "{\"type\":\"overloaded_error\",\"message\":\"cannot say Why?\"}}\n\n")
                        .finish())))
                .isInstanceOf(DomainException.ModelFailed.class)
                .hasMessage("The language model's provider ended the answer early: overloaded_error.");
    }
}
