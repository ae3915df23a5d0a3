package bot.conversational.application.http.openai.chat;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Generating;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.auth.UserInBody;
import bot.conversational.application.http.openai.OpenAiBody;
import bot.conversational.application.http.openai.OpenAiModels;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.llm.ModelCatalog.Model;
import bot.conversational.domain.llm.TokenCounter;
import bot.conversational.domain.llm.Verbatim;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.shared.IdSource;
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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers to histories that callers bring along. The body says whether the answer is a stream, and no header does. */
@Path(ChatCompletionResource.PATH)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "OpenAI")
public final class ChatCompletionResource {

    static final String PATH = "/v1/chat/completions";

    private final OpenAiModels models;
    private final PromptWriter prompts;
    private final CompletionResponses responses;
    private final IdSource ids;
    private final InstantSource clock;

    @Inject
    public ChatCompletionResource(
            OpenAiModels models,
            TokenCounter tokens,
            CompletionResponses responses,
            IdSource ids,
            InstantSource clock) {
        this.models = models;
        this.prompts = new PromptWriter(tokens);
        this.responses = responses;
        this.ids = ids;
        this.clock = clock;
    }

    @POST
    @Scoped(Scope.CHAT)
    @Generating
    @UserInBody
    @Operation(
            operationId = "createChatCompletion",
            summary = "Answer a history, which is not stored",
            description = "Fields that are not described are passed on to models that speak this protocol.")
    @ApiResponse(responseCode = "404", description = "There is no such model")
    @ApiResponse(responseCode = "422", description = "The Idempotency-Key came with another body before")
    @ApiResponse(responseCode = "502", description = "The model failed")
    @ApiResponse(responseCode = "504", description = "The model timed out")
    @ApiResponse(
            responseCode = "200",
            description = "The answer; with stream: true in chunks, as events without a name, and [DONE] at the end",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ChatCompletionJson.class)),
                @Content(
                        mediaType = MediaType.SERVER_SENT_EVENTS,
                        schema = @Schema(implementation = ChatCompletionChunkJson.class))
            })
    public Response complete(
            @Parameter(hidden = true) @Auth CallerPrincipal principal,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @HeaderParam(HttpHeaders.CACHE_CONTROL) @Parameter(hidden = true) @Nullable String cacheControl,
            @NotNull
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = ChatCompletionBody.class)))
                    OpenAiBody body) {
        CallerPrincipal caller = principal.named(body);
        Model model = models.answering(body.fields());
        Verbatim.Stamp stamp = new Verbatim.Stamp(
                "chatcmpl-" + ids.next().toString().replace("-", ""),
                clock.instant().getEpochSecond());
        ChatRequest request = ChatRequest.of(body, model, prompts, stamp);
        Optional<IdempotencyKey> named = Optional.ofNullable(key).map(IdempotencyKey::new);
        caller.costs(request.wanted().answers());
        return responses.of(request, request.by(caller.user(), named, mayBeKnown(cacheControl)));
    }

    private static boolean mayBeKnown(@Nullable String cacheControl) {
        String wish = cacheControl == null ? "" : cacheControl.toLowerCase(Locale.ROOT);
        return !wish.contains("no-cache") && !wish.contains("no-store");
    }
}
