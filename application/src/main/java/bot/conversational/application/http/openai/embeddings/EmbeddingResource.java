package bot.conversational.application.http.openai.embeddings;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.auth.UserInBody;
import bot.conversational.application.http.openai.OpenAiBody;
import bot.conversational.application.http.openai.OpenAiFields;
import bot.conversational.application.http.openai.OpenAiModels;
import bot.conversational.application.http.openai.embeddings.EmbeddingListJson.CostJson;
import bot.conversational.application.http.openai.embeddings.EmbeddingListJson.OneJson;
import bot.conversational.application.http.problem.OpenAiFailure;
import bot.conversational.domain.analytics.ApiUsageMeter;
import bot.conversational.domain.llm.Embedding;
import bot.conversational.domain.llm.EmbeddingModel;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.llm.TokenUsage;
import bot.conversational.domain.session.Scope;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Embeddings of texts, by the one model there is. */
@Path("/v1/embeddings")
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "OpenAI")
public final class EmbeddingResource {

    private static final String INPUT = "input";
    private static final int MOST_TEXTS = 2_048;

    /** So many texts count as one call. */
    private static final int TEXTS_OF_A_CALL = 64;

    private final OpenAiModels models;
    private final TokenCounter tokens;
    private final ApiUsageMeter usage;

    @Inject
    public EmbeddingResource(OpenAiModels models, TokenCounter tokens, ApiUsageMeter usage) {
        this.models = models;
        this.tokens = tokens;
        this.usage = usage;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @Scoped(Scope.EMBEDDINGS)
    @UserInBody
    @Operation(operationId = "createEmbeddings", summary = "Vectors of texts, by the model of search by meaning")
    @ApiResponse(responseCode = "404", description = "There is no such model")
    @ApiResponse(
            responseCode = "200",
            description = "A vector for each text",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = EmbeddingListJson.class)))
    public EmbeddingListJson embed(
            @Parameter(hidden = true) @Auth CallerPrincipal principal,
            @NotNull
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = EmbeddingBody.class)))
                    OpenAiBody body) {
        CallerPrincipal caller = principal.named(body);
        OpenAiFields fields = body.fields();
        EmbeddingModel model = models.embedding(fields);
        List<String> texts = texts(fields);
        boolean packed = isPacked(fields);
        caller.costs(1 + (texts.size() - 1) / TEXTS_OF_A_CALL);
        List<Embedding> vectors = model.passages(texts);
        checkDimensions(fields, vectors.getFirst().dimensions());
        int count = texts.stream().mapToInt(tokens::count).sum();
        usage.answered(caller.user(), model.calledName(), new TokenUsage(count, 0));
        List<OneJson> data = new ArrayList<>();
        for (Embedding vector : vectors) {
            data.add(new OneJson("embedding", data.size(), packed ? packed(vector) : numbers(vector)));
        }
        return new EmbeddingListJson("list", model.calledName(), data, new CostJson(count, count));
    }

    private static List<String> texts(OpenAiFields fields) {
        if (!fields.has(INPUT)) {
            throw OpenAiFailure.missing(INPUT);
        }
        if (fields.object().get(INPUT).isTextual()) {
            return List.of(checked(fields.object().get(INPUT), INPUT));
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : fields.items(INPUT)) {
            texts.add(checked(item, INPUT + "[" + texts.size() + "]"));
        }
        if (texts.isEmpty() || texts.size() > MOST_TEXTS) {
            throw OpenAiFailure.invalid(INPUT, "must be a text, or 1 to " + MOST_TEXTS + " of them");
        }
        return texts;
    }

    private static String checked(JsonNode text, String path) {
        if (!text.isTextual()) {
            throw OpenAiFailure.invalid(path, "must be a text: numbers of tokens mean something to one model only");
        }
        if (text.textValue().isBlank()) {
            throw OpenAiFailure.invalid(path, "must not be blank");
        }
        return text.textValue();
    }

    private static boolean isPacked(OpenAiFields fields) {
        return switch (fields.text("encoding_format").orElse("float")) {
            case "float" -> false;
            case "base64" -> true;
            default -> throw OpenAiFailure.invalid("encoding_format", "must be float or base64");
        };
    }

    /** A vector that is cut means nothing, unless its model was made for that. */
    private static void checkDimensions(OpenAiFields fields, int dimensions) {
        fields.whole("dimensions", 1, Integer.MAX_VALUE)
                .filter(wanted -> wanted != dimensions)
                .ifPresent(wanted -> {
                    throw OpenAiFailure.invalid("dimensions", "must be " + dimensions + " with this model");
                });
    }

    private static JsonNode packed(Embedding vector) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Float.BYTES * vector.dimensions()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < vector.dimensions(); i++) {
            bytes.putFloat(vector.component(i));
        }
        return JsonNodeFactory.instance.textNode(Base64.getEncoder().encodeToString(bytes.array()));
    }

    private static JsonNode numbers(Embedding vector) {
        ArrayNode numbers = JsonNodeFactory.instance.arrayNode(vector.dimensions());
        for (int i = 0; i < vector.dimensions(); i++) {
            numbers.add(vector.component(i));
        }
        return numbers;
    }
}
