package bot.conversational.application.http.description;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.http.analytics.UsageResource;
import bot.conversational.application.http.conversations.ConversationResource;
import bot.conversational.application.http.search.SearchResource;
import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.core.util.Json31;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ApiDescriptionTest {

    private final JsonNode api = Json31.mapper()
            .valueToTree(
                    ApiDescription.of(Set.of(SearchResource.class, UsageResource.class, ConversationResource.class)));

    private JsonNode get(String path) {
        return api.path("paths").path(path).path("get");
    }

    private List<String> parameters(String path) {
        return StreamSupport.stream(get(path).path("parameters").spliterator(), false)
                .map(parameter -> parameter.path("in").asText() + " "
                        + parameter.path("name").asText())
                .toList();
    }

    @Test
    void queriesShouldBeParametersAndNoBodies() {
        assertThat(parameters("/api/v1/search/messages"))
                .contains("query q", "query mode", "query from", "query limit", "query cursor")
                .hasSize(12);
        assertThat(parameters("/api/v1/analytics/usage"))
                .containsExactlyInAnyOrder("query from", "query to", "query interval", "query zone");
        assertThat(api.path("paths"))
                .allSatisfy(
                        path -> assertThat(path.path("get").has("requestBody")).isFalse());
    }

    @Test
    void idsShouldBeTexts() {
        JsonNode id =
                get("/api/v1/conversations/{id}").path("parameters").get(0).path("schema");
        assertThat(id.path("type").asText()).isEqualTo("string");
        assertThat(id.path("format").asText()).isEqualTo("uuid");
    }
}
