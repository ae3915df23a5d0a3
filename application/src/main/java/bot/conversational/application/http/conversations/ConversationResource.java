package bot.conversational.application.http.conversations;

import bot.conversational.application.http.auth.CallerPrincipal;
import bot.conversational.application.http.auth.Scoped;
import bot.conversational.application.http.json.IdParameters;
import bot.conversational.application.http.paging.CursorSeal;
import bot.conversational.application.http.paging.ListJson;
import bot.conversational.application.http.paging.Paging;
import bot.conversational.domain.conversation.Conversation;
import bot.conversational.domain.conversation.ConversationFilter;
import bot.conversational.domain.conversation.ConversationId;
import bot.conversational.domain.conversation.ConversationPosition;
import bot.conversational.domain.conversation.editing.CreateConversation;
import bot.conversational.domain.conversation.editing.DeleteConversation;
import bot.conversational.domain.conversation.editing.EditConversation;
import bot.conversational.domain.conversation.reading.BrowseConversations;
import bot.conversational.domain.session.Scope;
import bot.conversational.domain.shared.DomainException;
import bot.conversational.domain.shared.PageRequest;
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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/conversations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Conversations")
public final class ConversationResource {

    private final CreateConversation create;
    private final BrowseConversations browse;
    private final EditConversation edit;
    private final DeleteConversation delete;
    private final CursorSeal seal;

    @Inject
    public ConversationResource(
            CreateConversation create,
            BrowseConversations browse,
            EditConversation edit,
            DeleteConversation delete,
            CursorSeal seal) {
        this.create = create;
        this.browse = browse;
        this.edit = edit;
        this.delete = delete;
        this.seal = seal;
    }

    @POST
    @Scoped({Scope.CHAT, Scope.CONVERSATIONS_WRITE})
    @Operation(operationId = "createConversation", summary = "Create a conversation")
    @ApiResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ConversationJson.class)))
    public Response create(
            @Parameter(hidden = true) @Auth CallerPrincipal caller, @NotNull @Valid CreateConversationBody body) {
        Conversation conversation = create.create(caller.user(), body.settings(), body.filing());
        return Response.status(Response.Status.CREATED)
                .entity(ConversationJson.of(conversation))
                .build();
    }

    @GET
    @Scoped(Scope.CONVERSATIONS_READ)
    @Operation(operationId = "listConversations", summary = "The caller's conversations, newest update first")
    public ListJson<ConversationJson> list(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @QueryParam("archived") @DefaultValue("false") Boolean archived,
            @Parameter(description = "Whether pinned ones alone are listed")
                    @QueryParam("pinned")
                    @DefaultValue("false")
                    Boolean pinned,
            @Parameter(description = "A folder's id, or none for conversations in no folder")
                    @QueryParam("folder")
                    @Nullable
                    String folder,
            @Parameter(description = "In whatever case") @QueryParam("tag") @Nullable String tag,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("cursor") @Nullable String cursor) {
        ConversationFilter filter = WithinParameters.filter(archived, folder, tag);
        Paging<ConversationPosition> paging = new Paging<>(
                seal,
                caller.user(),
                (pinned ? "pinned " : "conversations ") + filter,
                position -> position.updatedAt() + " " + position.id(),
                ConversationResource::position);
        PageRequest<ConversationPosition> page = paging.request(limit, cursor);
        return paging.answer(
                pinned ? browse.listPinned(caller.user(), filter, page) : browse.list(caller.user(), filter, page),
                ConversationJson::of);
    }

    @GET
    @Scoped(Scope.CONVERSATIONS_READ)
    @Path("{id}")
    @Operation(operationId = "getConversation", summary = "One conversation")
    public ConversationJson show(
            @Parameter(hidden = true) @Auth CallerPrincipal caller, @PathParam("id") ConversationId id) {
        return ConversationJson.of(browse.show(caller.user(), id));
    }

    @PATCH
    @Scoped(Scope.CONVERSATIONS_WRITE)
    @Path("{id}")
    @Operation(
            operationId = "updateConversation",
            summary = "Change a conversation; null clears its title, system prompt, model or tags, and its folder")
    public ConversationJson edit(
            @Parameter(hidden = true) @Auth CallerPrincipal caller,
            @PathParam("id") ConversationId id,
            @NotNull @Valid EditConversationBody body) {
        return ConversationJson.of(edit.edit(caller.user(), id, body.edit()));
    }

    @DELETE
    @Scoped(Scope.CONVERSATIONS_WRITE)
    @Path("{id}")
    @Operation(operationId = "deleteConversation", summary = "Delete a conversation with everything in it")
    public void delete(@Parameter(hidden = true) @Auth CallerPrincipal caller, @PathParam("id") ConversationId id) {
        delete.delete(caller.user(), id);
    }

    private static ConversationPosition position(String text) {
        int space = text.indexOf(' ');
        UUID id = IdParameters.parse(text.substring(space + 1), DomainException.Malformed::new);
        return new ConversationPosition(Instant.parse(text.substring(0, space)), new ConversationId(id));
    }
}
