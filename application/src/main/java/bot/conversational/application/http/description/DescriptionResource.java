package bot.conversational.application.http.description;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.core.util.Yaml31;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.models.OpenAPI;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The API's description, public. */
@Hidden
@Path("/api/v1")
public final class DescriptionResource {

    private final String json;
    private final String yaml;

    public DescriptionResource(OpenAPI api) {
        try {
            this.json = Json31.pretty().writeValueAsString(api);
            this.yaml = Yaml31.pretty().writeValueAsString(api);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the API's description cannot be written", e);
        }
    }

    @GET
    @Path("openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    public String json() {
        return json;
    }

    @GET
    @Path("openapi.yaml")
    @Produces("application/yaml")
    public String yaml() {
        return yaml;
    }
}
