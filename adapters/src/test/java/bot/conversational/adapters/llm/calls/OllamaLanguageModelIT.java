package bot.conversational.adapters.llm.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bot.conversational.domain.shared.DomainException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class OllamaLanguageModelIT extends RemoteLanguageModelCases {

    OllamaLanguageModelIT() {
        super(SpokenProtocol.OLLAMA);
    }

    @Test
    void generateShouldSendAllOfThePromptAndTheWindow() throws Exception {
        ScriptedProvider provider = answeringProvider();

        generate(provider, spokenPrompt());

        assertThat(provider.header("Authorization")).containsExactly("Bearer sk-secret");
        JsonNode sent = sent(provider);
        assertThat(sent.path("messages").findValuesAsText("role"))
                .containsExactly("system", "user", "assistant", "user");
        assertThat(sent.path("messages").findValuesAsText("content")).containsExactly("Be brief.", "Hi", "Hi.", "Why?");
        assertThat(sent.at("/options/num_ctx").asInt()).isEqualTo(8_192);
    }

    @Test
    void generateShouldFailWithoutTheTextWhenTheProviderTellsAFailureInItsAnswer() {
        assertThatThrownBy(() -> ask(speaking(answer -> answer.begin()
                        .text("a")
                        .say("{\"error\":\"could not say Why?\"}\n")
                        .finish())))
                .isInstanceOf(DomainException.ModelFailed.class)
                .hasMessage("The language model's provider ended the answer early.");
    }
}
