package bot.conversational.application.http.openai;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.problem.OpenAiFailure;
import bot.conversational.domain.session.Scope;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;

/** The models, in the form of OpenAI's API. */
@Path("/v1/models")
@Tag(name = "OpenAI")
public final class OpenAiModelResource {

    /** All of them at once. */
    @Schema(name = "OpenAiModelList")
    public record ModelListJson(
            @Schema(allowableValues = "list") String object, List<NamedModelJson> data) {}

    /**
     * A model that may be asked.
     *
     * @param created a time that clients want and nobody knows: 0
     */
    @Schema(name = "OpenAiModel")
    public record NamedModelJson(
            String id,
            @Schema(allowableValues = "model") String object,
            long created,
            @JsonProperty("owned_by") String ownedBy) {}

    private final OpenAiModels models;

    @Inject
    public OpenAiModelResource(OpenAiModels models) {
        this.models = models;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Scoped({Scope.CHAT, Scope.EMBEDDINGS})
    @Operation(operationId = "listOpenAiModels", summary = "All models, those of embeddings too")
    public ModelListJson list(@Parameter(hidden = true) @Auth CallerPrincipal caller) {
        return new ModelListJson("list", all().toList());
    }

    @GET
    @Path("{model: .+}")
    @Produces(MediaType.APPLICATION_JSON)
    @Scoped({Scope.CHAT, Scope.EMBEDDINGS})
    @Operation(operationId = "getOpenAiModel", summary = "One model")
    public NamedModelJson find(
            @Parameter(hidden = true) @Auth CallerPrincipal caller, @PathParam("model") String name) {
        return all().filter(model -> model.id().equals(name)).findFirst().orElseThrow(OpenAiFailure::noModel);
    }

    private Stream<NamedModelJson> all() {
        return Stream.concat(
                models.catalog().models().stream()
                        .map(model -> json(model.name(), model.provider().label())),
                models.embeddings().stream().map(model -> json(model.calledName(), "embeddings")));
    }

    private static NamedModelJson json(String name, String provider) {
        return new NamedModelJson(name, "model", 0, provider);
    }
}
