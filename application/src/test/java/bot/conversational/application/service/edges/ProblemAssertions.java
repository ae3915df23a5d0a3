package bot.conversational.application.service.edges;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.service.harness.Api;

/** What an answer must be, whatever was refused. */
final class ProblemAssertions {

    private ProblemAssertions() {}

    /** It has the status, and is a problem when that is one of a failure. */
    static void assertStatus(Api.Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        if (status >= 400) {
            assertProblem(answer);
        }
    }

    /** It is a problem of its status, or the error that stands for one under {@code /v1}, and tells nothing of how the service is made. */
    static void assertProblem(Api.Answer answer) {
        if (answer.json().has("error")) {
            assertThat(answer.header("Content-Type")).startsWith("application/json");
            assertThat(answer.json().at("/error/code").asText()).isNotEmpty();
        } else {
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.json().get("status").asInt()).isEqualTo(answer.status());
        }
        assertThat(answer.text()).doesNotContain("bot.conversational", "jackson", "java.", "select ", "PSQL");
    }
}
