package bot.conversational.application.config.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfigurationVariablesTest {

    private final ConfigurationVariables variables = ConfigurationVariables.in("""
            llm:
              timeout: ${LLM_TIMEOUT:-60}      # seconds
              url: "${LLM_BASE_URL:-}"
            llmTwo:
              timeout: 5
            models:
              - {name: "small", apiKey: "${SMALL_API_KEY}"}
              - name: large
                apiKey: "${LARGE_API_KEY}"
            """);

    @Test
    void variableShouldBeThatOfTheKeyThatIsNamed() {
        assertThat(variables.meantBy("llm.timeout must be less than 5")).contains("LLM_TIMEOUT");
        assertThat(variables.meantBy("Incorrect type of value at: llm.timeout; is of type: String"))
                .contains("LLM_TIMEOUT");
        assertThat(variables.meantBy("models[1].apiKey is needed")).contains("LARGE_API_KEY");
        assertThat(variables.meantBy("models[0].apiKey is needed")).contains("SMALL_API_KEY");
    }

    @Test
    void variableShouldBeNoneWhenAnotherKeyIsNamed() {
        assertThat(variables.meantBy("llmTwo.timeout must be less than 5")).isEmpty();
        assertThat(variables.meantBy("other.llm.timeout is unknown")).isEmpty();
        assertThat(variables.meantBy("llm.timeout.seconds is unknown")).isEmpty();
        assertThat(variables.meantBy("models[1].name is missing")).isEmpty();
    }

    @Test
    void variableShouldBeNoneWhenTheTextIsNoYamlWithoutValues() {
        assertThat(ConfigurationVariables.in("llm: {timeout: ${LLM_TIMEOUT:-60}}")
                        .meantBy("llm.timeout is bad"))
                .isEmpty();
    }

    @Test
    void complaintShouldBeAboutNamesThatLookLikeOurs() {
        assertThat(variables.complaintAbout("LLM_TIMEOUT")).isEmpty();
        assertThat(variables.complaintAbout("LLM_TIMOUT"))
                .hasValueSatisfying(complaint -> assertThat(complaint).endsWith("is it LLM_TIMEOUT?"));
        assertThat(variables.complaintAbout("LLM_TEMPERATURE"))
                .hasValueSatisfying(complaint -> assertThat(complaint)
                        .startsWith("LLM_TEMPERATURE is set")
                        .doesNotContain("is it"));
        assertThat(variables.complaintAbout("ELASTICSEARCH_HEAP")).isEmpty();
        assertThat(variables.complaintAbout("JAVA_HOME")).isEmpty();
    }
}
