package bot.conversational.application.health;

import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.health.HealthStateAggregator;
import io.dropwizard.health.HealthStatusChecker;
import io.dropwizard.health.response.HealthResponseProvider;
import io.dropwizard.health.response.HealthResponseProviderFactory;
import io.dropwizard.health.response.JsonHealthResponseProviderFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Names all checks to who asks for no type and no name; Dropwizard would name none. */
@JsonTypeName("named")
public final class NamedChecksFactory implements HealthResponseProviderFactory {

    private static final Map<String, Collection<String>> ALL = Map.of("name", List.of("all"));

    @Override
    public HealthResponseProvider build(
            HealthStatusChecker checker, HealthStateAggregator states, ObjectMapper mapper) {
        HealthResponseProvider json = new JsonHealthResponseProviderFactory().build(checker, states, mapper);
        return query -> json.healthResponse(query.isEmpty() ? ALL : query);
    }
}
