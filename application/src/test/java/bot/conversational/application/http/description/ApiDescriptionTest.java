package bot.conversational.application.http.description;

import static org.assertj.core.api.Assertions.assertThat;

import bot.conversational.application.http.analytics.UsageResource;
import bot.conversational.application.http.search.SearchResource;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiDescriptionTest {

    private final OpenAPI api = ApiDescription.of(Set.of(SearchResource.class, UsageResource.class));

    @ParameterizedTest
    @CsvSource({
        "/api/v1/search/messages, q mode role conversationId model feedback from to archived sort limit cursor",
        "/api/v1/search/titles, q limit",
        "/api/v1/analytics/usage, from to interval zone"
    })
    void queryShouldBeDescribedParameterByParameter(String path, String names) {
        Operation call = Objects.requireNonNull(api.getPaths().get(path)).getGet();
        assertThat(call.getRequestBody()).isNull();
        assertThat(call.getParameters()).extracting(Parameter::getIn).containsOnly("query");
        assertThat(call.getParameters()).extracting(Parameter::getName).containsExactlyInAnyOrder(names.split(" "));
    }
}
