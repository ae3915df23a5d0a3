package bot.conversational.application.http.openai.responses;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Generating;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.auth.UserInBody;
import bot.conversational.application.http.chat.TurnCall;
import bot.conversational.application.http.openai.OpenAiBody;
import bot.conversational.application.http.openai.OpenAiModels;
import bot.conversational.application.http.openai.items.ItemListJson;
import bot.conversational.application.http.openai.items.OpenAiIds;
import bot.conversational.application.http.problem.OpenAiFailure;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.responses.CreateResponse;
import bot.conversational.domain.responses.EndResponse;
import bot.conversational.domain.responses.KeepItems;
import bot.conversational.domain.responses.KeptResponse;
import bot.conversational.domain.responses.ReadResponse;
import bot.conversational.domain.responses.items.Item;
import bot.conversational.domain.responses.items.ItemId;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.shared.Digest;
import bot.conversational.domain.shared.PageRequest;
import bot.conversational.domain.user.UserId;
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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Path("/v1/responses")
@Tag(name = "OpenAI")
public final class ResponseResource {

    private final CreateResponse create;
    private final ReadResponse read;
    private final EndResponse end;
    private final OpenAiModels models;
    private final ResponseAnswers answers;
    private final UnkeptAnswers unkept;

    @Inject
    public ResponseResource(
            CreateResponse create,
            ReadResponse read,
            EndResponse end,
            OpenAiModels models,
            ResponseAnswers answers,
            UnkeptAnswers unkept) {
        this.create = create;
        this.read = read;
        this.end = end;
        this.models = models;
        this.answers = answers;
        this.unkept = unkept;
    }

    @POST
    @Scoped(Scope.CHAT)
    @Generating
    @UserInBody
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createResponse",
            summary = "Ask, and get a response, whole or as it comes",
            description = "With stream: true it is a stream of events. With background: true the call does not wait.")
    @ApiResponse(responseCode = "404", description = "There is no such model, response or conversation")
    @ApiResponse(responseCode = "409", description = "A turn is running in the conversation")
    @ApiResponse(responseCode = "422", description = "The Idempotency-Key came with another body before")
    @ApiResponse(responseCode = "502", description = "The model failed")
    @ApiResponse(responseCode = "504", description = "The model timed out")
    @ApiResponse(
            responseCode = "200",
            description = "The response",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ResponseJson.class)),
                @Content(
                        mediaType = MediaType.SERVER_SENT_EVENTS,
                        schema = @Schema(implementation = ResponseEventJson.class))
            })
    public Response create(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @HeaderParam(TurnCall.KEY) @Nullable String key,
            @NotNull
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = CreateResponseBody.class)))
                    OpenAiBody body) {
        UserId user = caller.named(body).user();
        ResponseRequest request = ResponseRequest.read(
                body.fields(), models.answering(body.fields()).name());
        Optional<KeyedRequest> keyed = Optional.ofNullable(key)
                .map(text -> new KeyedRequest(
                        new IdempotencyKey(text),
                        Digest.of(List.of("responses", body.json().toString()))));
        return request.store()
                ? answers.created(request, () -> create.create(user, request.wanted(), keyed))
                : unkept.of(user, request, keyed);
    }

    @GET
    @Path("{id}")
    @Scoped(Scope.CHAT)
    @Operation(
            operationId = "getResponse",
            summary = "A response as it is now, or with stream=true its events",
            description = "With starting_after the events behind that number, on any node.")
    @ApiResponse(
            responseCode = "200",
            description = "The response",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ResponseJson.class)),
                @Content(
                        mediaType = MediaType.SERVER_SENT_EVENTS,
                        schema = @Schema(implementation = ResponseEventJson.class))
            })
    public Response find(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") String id,
            @QueryParam("stream") @Nullable Boolean stream,
            @QueryParam("starting_after") @Nullable Integer after) {
        MessageId answer = OpenAiIds.response(id);
        if (!Boolean.TRUE.equals(stream)) {
            return Response.ok(json(read.find(caller.user(), answer)))
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .build();
        }
        if (after != null && after < 0) {
            throw OpenAiFailure.invalid("starting_after", "must be the number of an event");
        }
        return answers.resumed(() -> read.follow(caller.user(), answer), after == null ? -1 : after);
    }

    @DELETE
    @Path("{id}")
    @Scoped(Scope.CHAT)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "deleteResponse",
            summary = "Delete a response and its question",
            description = "What other messages follow is only emptied.")
    public DeletedResponseJson delete(
            @Parameter(hidden = true) @Auth CallerPrincipal caller, @PathParam("id") String id) {
        end.delete(caller.user(), OpenAiIds.response(id));
        return new DeletedResponseJson(id, "response", true);
    }

    @POST
    @Path("{id}/cancel")
    @Scoped(Scope.CHAT)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "cancelResponse", summary = "Stop a response; what there is of it is kept")
    public ResponseJson cancel(@Parameter(hidden = true) @Auth CallerPrincipal caller, @PathParam("id") String id) {
        return json(end.cancel(caller.user(), OpenAiIds.response(id)));
    }

    @GET
    @Path("{id}/input_items")
    @Scoped(Scope.CHAT)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listInputItems", summary = "The items that a response was asked with")
    public ItemListJson input(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after,
            @QueryParam("order") @Nullable String order) {
        PageRequest<ItemId> page = ItemListJson.page(limit, after);
        boolean newestFirst = ItemListJson.newestFirst(order);
        List<Item> items = read.input(caller.user(), OpenAiIds.response(id));
        return ItemListJson.of(KeepItems.Stretch.of(newestFirst ? items.reversed() : items, page));
    }

    private static ResponseJson json(KeptResponse response) {
        return ResponseJson.of(response.answer(), response.wanted());
    }
}
