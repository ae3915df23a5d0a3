package bot.conversational.application.http.chat;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.domain.llm.ModelCatalog;
import bot.conversational.domain.session.Scope;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

@Path("/api/v1/models")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Models")
public final class ModelResource {

    /** The models, the default one first. */
    public record ModelsJson(List<ModelJson> items) {}

    /**
     * A model that may be asked.
     *
     * @param contextWindow tokens that a prompt and its answer may have together
     */
    public record ModelJson(String name, String provider, int contextWindow) {}

    private final ModelCatalog models;

    @Inject
    public ModelResource(ModelCatalog models) {
        this.models = models;
    }

    @GET
    @Scoped({Scope.CHAT, Scope.EMBEDDINGS})
    @Operation(operationId = "listModels", summary = "The language models that can be used")
    public ModelsJson list(@Parameter(hidden = true) @Auth CallerPrincipal caller) {
        return new ModelsJson(models.models().stream()
                .map(model -> new ModelJson(model.name(), model.provider().label(), model.window()))
                .toList());
    }
}
