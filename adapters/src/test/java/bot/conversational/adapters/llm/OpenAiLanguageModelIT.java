package bot.conversational.adapters.llm;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.domain.chat.StopSignal;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class OpenAiLanguageModelIT extends RemoteLanguageModelCases {

    OpenAiLanguageModelIT() {
        super(SpokenProtocol.OPENAI);
    }

    @Test
    void generateShouldSendAllOfThePrompt() throws Exception {
        ScriptedProvider provider =
                provider(answer -> answer.begin().text("Because.").finish());

        model(provider.baseUrl(), LONG, LONG).generate(spokenPrompt(), delta -> {}, new StopSignal());

        assertThat(provider.header("Authorization")).containsExactly("Bearer sk-secret");
        JsonNode sent = new ObjectMapper().readTree(provider.requests().getFirst());
        assertThat(sent.path("messages").findValuesAsText("role"))
                .containsExactly("system", "user", "assistant", "user");
        assertThat(sent.path("messages").findValuesAsText("content")).containsExactly("Be brief.", "Hi", "Hi.", "Why?");
    }
}
