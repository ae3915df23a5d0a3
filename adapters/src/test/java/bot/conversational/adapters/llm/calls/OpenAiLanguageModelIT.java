package bot.conversational.adapters.llm.calls;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class OpenAiLanguageModelIT extends RemoteLanguageModelCases {

    OpenAiLanguageModelIT() {
        super(SpokenProtocol.OPENAI);
    }

    @Test
    void generateShouldSendAllOfThePrompt() throws Exception {
        ScriptedProvider provider = answeringProvider();

        generate(provider, spokenPrompt());

        assertThat(provider.header("Authorization")).containsExactly("Bearer sk-secret");
        JsonNode sent = sent(provider);
        assertThat(sent.path("messages").findValuesAsText("role"))
                .containsExactly("system", "user", "assistant", "user");
        assertThat(sent.path("messages").findValuesAsText("content")).containsExactly("Be brief.", "Hi", "Hi.", "Why?");
    }
}
