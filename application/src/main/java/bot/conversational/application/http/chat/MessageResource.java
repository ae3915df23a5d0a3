package bot.conversational.application.http.chat;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Generating;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.conversations.MessageJson;
import bot.conversational.application.http.paging.CursorSeal;
import bot.conversational.application.http.paging.ListJson;
import bot.conversational.application.http.paging.Paging;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.Message;
import bot.conversational.domain.conversation.MessageId;
import bot.conversational.domain.conversation.reading.ReadHistory;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.shared.Page;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Path(TurnCall.MESSAGES)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Chat")
public final class MessageResource {

    private final TurnCall call;
    private final ReadHistory history;
    private final CursorSeal seal;
    private final TurnResponses responses;

    @Inject
    public MessageResource(TurnCall call, ReadHistory history, CursorSeal seal, TurnResponses responses) {
        this.responses = responses;
        this.call = call;
        this.history = history;
        this.seal = seal;
    }

    @POST
    @Scoped(Scope.CHAT)
    @Generating
    @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
    @Operation(
            operationId = "sendMessage",
            summary = "Send a message and get its answer",
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
                            schema = @Schema(implementation = ExchangeJson.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The answer as it comes, one event after the other",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = TurnEventJson.class)))
    public Response send(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") ConversationId conversation,
            @HeaderParam(TurnCall.KEY) @Nullable String key,
            @NotNull @Valid SendMessageBody body,
            @Context HttpHeaders headers,
            @Context UriInfo uri) {
        TurnCall.Message message = TurnCall.Message.of(conversation, body, key);
        return responses.of(() -> call.send(caller.user(), message), headers, uri, ExchangeJson::of);
    }

    @GET
    @Scoped(Scope.CONVERSATIONS_READ)
    @Operation(
            operationId = "listMessages",
            summary = "Messages, newest first, of the newest branch or the branch of a message",
            description =
                    "The branch of a message goes from the first message through it, and on to the newest child of"
                            + " each: so a search hit is found where it stands.")
    public ListJson<MessageJson> history(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") ConversationId id,
            @QueryParam("branch") @Nullable UUID branch,
            @Parameter(description = "Whether each message has its siblings, by which one gets to other branches")
                    @QueryParam("siblings")
                    @DefaultValue("false")
                    Boolean siblings,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Optional<MessageId> through = Optional.ofNullable(branch).map(MessageId::new);
        Paging<MessageId> paging = Paging.ofIds(
                seal,
                caller.user(),
                "messages " + id + " " + through.map(MessageId::toString).orElse(""),
                MessageId::new);
        Page<Message, MessageId> page = history.read(caller.user(), id, through, paging.request(limit, cursor));
        if (!siblings) {
            return paging.answer(page, MessageJson::of);
        }
        Map<MessageId, List<MessageId>> known = history.siblings(caller.user(), id, page.items());
        return paging.answer(page, message -> MessageJson.of(message, known.get(message.id())));
    }
}
