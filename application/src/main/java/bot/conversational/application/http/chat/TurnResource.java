package bot.conversational.application.http.chat;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Generating;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.conversations.MessageJson;
import bot.conversational.domain.chat.RegenerateAnswer;
import bot.conversational.domain.chat.live.FollowTurn;
import bot.conversational.domain.chat.live.StreamPosition;
import bot.conversational.domain.chat.recovery.StopTurn;
import bot.conversational.domain.chat.turn.IdempotencyKey;
import bot.conversational.domain.chat.turn.NewTurn.KeyedRequest;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.llm.GenerationOptions;
import bot.conversational.domain.session.Scope;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Path(TurnCall.MESSAGES + "/{mid}")
@Tag(name = "Chat")
public final class TurnResource {

    private final RegenerateAnswer regenerate;
    private final FollowTurn follow;
    private final StopTurn stop;
    private final TurnResponses responses;

    @Inject
    public TurnResource(RegenerateAnswer regenerate, FollowTurn follow, StopTurn stop, TurnResponses responses) {
        this.regenerate = regenerate;
        this.follow = follow;
        this.stop = stop;
        this.responses = responses;
    }

    @POST
    @Scoped(Scope.CHAT)
    @Path("regenerate")
    @Generating
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
    @Operation(
            operationId = "regenerateAnswer",
            summary = "Get another answer to the same question",
            description = "With Accept: text/event-stream the answer is a stream of events, else it comes whole.")
    @ApiResponse(responseCode = "409", description = "A turn is running in the conversation")
    @ApiResponse(responseCode = "502", description = "The model failed")
    @ApiResponse(responseCode = "504", description = "The model timed out")
    @ApiResponse(
            responseCode = "201",
            description = "The answer is whole",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = AnswerJson.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The answer as it comes, one event after the other",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = TurnEventJson.class)))
    public Response regenerate(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") ConversationId conversation,
            @PathParam("mid") MessageId answer,
            @HeaderParam(TurnCall.KEY) @Nullable String key,
            @Valid @Nullable RegenerateBody body,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        GenerationOptions options = body == null ? GenerationOptions.NONE : body.options();
        Optional<KeyedRequest> request = Optional.ofNullable(key)
                .map(text -> KeyedRequest.of(new IdempotencyKey(text), conversation, answer, options));
        return responses.of(
                () -> regenerate.regenerate(caller.user(), conversation, answer, options, request),
                headers,
                uri,
                AnswerJson::of);
    }

    @GET
    @Scoped({Scope.CHAT, Scope.CONVERSATIONS_READ})
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Operation(operationId = "followAnswer", summary = "Resume an answer's stream, on any node")
    @ApiResponse(
            responseCode = "200",
            description = "The events behind the last one that was seen",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = TurnEventJson.class)))
    @ApiResponse(responseCode = "204", description = "The last event was seen")
    public Response events(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") ConversationId conversation,
            @PathParam("mid") MessageId answer,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @Context UriInfo uri) {
        Optional<StreamPosition> lastSeen = Optional.ofNullable(lastEventId).map(StreamPosition::parse);
        return responses
                .following(() -> follow.follow(caller.user(), conversation, answer, lastSeen), lastSeen.isEmpty(), uri)
                .orElseGet(Response::noContent)
                .build();
    }

    @POST
    @Scoped(Scope.CHAT)
    @Path("stop")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "stopAnswer", summary = "Stop a generation; its text so far is stored")
    public MessageJson stop(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") ConversationId conversation,
            @PathParam("mid") MessageId answer) {
        return MessageJson.of(stop.stop(caller.user(), conversation, answer));
    }
}
